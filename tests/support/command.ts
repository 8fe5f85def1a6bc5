import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a program to its end with the given input. A program that is missing fails with the words of how to get it. */
export function runCommand(command: string, args: readonly string[], { input = '', timeoutMs = 30_000 } = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: timeoutMs });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) =>
      reject(new Error(`${error.message}. Debian or Ubuntu: apt-get install -y ${PACKAGE[command] ?? command}`)),
    );
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const PACKAGE: Readonly<Record<string, string>> = { 'smtp-source': 'postfix', sendmail: 'postfix' };
