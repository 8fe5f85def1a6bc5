import { type ChildProcess, fork } from 'node:child_process';

/** What is to be sent, over STARTTLS. */
export interface Load {
  readonly messages: number;
  /** At a time. */
  readonly connections: number;
  /** Messages after each other on one connection. */
  readonly perConnection: number;
  /** Octets of a message. */
  readonly size: number;
  /** Messages that begin each second, one per connection, in place of as many as the server takes. */
  readonly perSecond: number | null;
  readonly from: string;
  readonly to: string;
}

export interface Sent {
  readonly seconds: number;
  /** Milliseconds from MAIL FROM to the reply after the message. */
  readonly latencies: readonly number[];
}

/** The load generator: a process of its own. */
export interface LoadGenerator {
  /** @throws Error with the first reply that was not 250 */
  send(port: number, load: Load): Promise<Sent>;
  stop(): void;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(new URL('./load-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  return {
    send: async (port, load) => {
      child.send({ port, load });
      const answer = await nextMessage(child);
      if ('error' in answer) throw new Error(`the load generator: ${answer.error}`);
      return answer;
    },
    stop: () => child.kill(),
  };
}

function nextMessage(child: ChildProcess): Promise<Sent | { readonly error: string }> {
  return new Promise((resolve) => child.once('message', (message: Sent | { readonly error: string }) => resolve(message)));
}
