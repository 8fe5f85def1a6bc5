import { runCommand } from '../support/command';

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
export async function sendLoad(port: number, load: Load): Promise<number> {
  const args = ['-4', '-s', load.sessions, '-m', load.messages, '-l', load.size, '-f', load.from, '-t', load.to, '-M', 'load.example'];
  if (load.reuse) args.push('-d');
  const began = performance.now();
  const { code, output } = await runCommand('smtp-source', [...args.map(String), `127.0.0.1:${port}`], { timeoutMs: 300_000 });
  if (code !== 0) throw new Error(`smtp-source: ${output}`);
  return (performance.now() - began) / 1000;
}
