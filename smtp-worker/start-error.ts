import { reasonOf } from './database-state';

/** A worker cannot start; `message` is one sentence that says why. */
export class StartError extends Error {}

/** Waits for a part of the start, and says in one sentence why it failed. */
export async function orStartError<Result>(part: Promise<Result>, sentence: (reason: string, code: string) => string): Promise<Result> {
  return part.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new StartError(sentence(reasonOf(error), code), { cause: error });
  });
}

/** Why the address or port of `what` is not to be had. */
export function cannotListen(what: string, host: string, port: number): (reason: string, code: string) => string {
  return (reason, code) => {
    const where = `port ${port} on ${host} for ${what}`;
    if (code === 'EADDRINUSE') return `Another process already listens on ${where}.`;
    if (code === 'EACCES') return `This user may not listen on ${where}.`;
    return `The worker cannot listen on ${where}: ${reason}.`;
  };
}

export function databaseNotUsable(reason: string, code: string): string {
  if (code === '42P01') return 'The database is empty: "npm run siegel -- migrate" sets it up.';
  return `The database cannot be reached: ${reason}.`;
}
