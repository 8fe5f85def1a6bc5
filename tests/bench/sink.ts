import { fork } from 'node:child_process';
import type { KeyAndCertificate } from '../support/certificate-authority';

/** A next hop in a process of its own that takes every message over implicit TLS, counts it and throws it away. */
export interface Sink {
  readonly port: number;
  /** Messages taken since the last call of `reset`. */
  count(): number;
  reset(): void;
  /** Resolves when `messages` have come since the last reset; the time is when the last of them had been answered. */
  reached(messages: number): Promise<void>;
  stop(): void;
}

export async function startSink(certificate: KeyAndCertificate): Promise<Sink> {
  const child = fork(new URL('./sink-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  child.send(certificate);
  const port = await new Promise<number>((resolve) => child.once('message', (message: { port: number }) => resolve(message.port)));
  let total = 0;
  let base = 0;
  let check: () => void = () => undefined;
  child.on('message', (message: { total: number }) => {
    total = message.total;
    check();
  });
  return {
    port,
    count: () => total - base,
    reset: () => {
      base = total;
    },
    reached: (messages) =>
      new Promise((resolve) => {
        check = () => {
          if (total - base >= messages) resolve();
        };
        check();
      }),
    stop: () => child.kill(),
  };
}
