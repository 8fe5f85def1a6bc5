import { spawn } from 'node:child_process';

/** What smtp-source(1), which comes with Postfix, is to send. */
export interface Load {
  readonly messages: number;
  /** Sessions at a time. */
  readonly sessions: number;
  /** Octets of a message. */
  readonly size: number;
  /** One connection for many messages, or a new one for each. */
  readonly reuse: boolean;
  readonly from: string;
  readonly to: string;
}

/** Sends everything and returns the seconds that it took. @throws if a single message was not accepted */
export function sendLoad(port: number, load: Load): Promise<number> {
  const args = ['-4', '-s', load.sessions, '-m', load.messages, '-l', load.size, '-f', load.from, '-t', load.to, '-M', 'load.example'];
  if (load.reuse) args.push('-d');
  args.push(`127.0.0.1:${port}`);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn('smtp-source', args.map(String), { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve((performance.now() - began) / 1000) : reject(new Error(`smtp-source: ${errors}`))));
  });
}
