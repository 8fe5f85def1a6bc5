import { SettingError } from '@/lib/env';

/** Something is in the way that the operator can change; `message` is one sentence for the terminal. */
export class Problem extends Error {}

/**
 * Runs a script: what it throws for the operator is printed without a stack trace, and the exit code is 1.
 * Anything else is a defect of ours and keeps its stack trace.
 */
export async function runScript(script: () => Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    reportProblem(error);
    process.exit(1);
  }
}

export function reportProblem(error: unknown): void {
  if (error instanceof Problem || error instanceof SettingError) console.error(error.message);
  else console.error(error);
}
