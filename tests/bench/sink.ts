import { fork } from 'node:child_process';
import type { KeyAndCertificate } from '../support/certificate-authority';

/** A next hop in a process of its own that takes every message over implicit TLS, counts it and throws it away. */
export interface Sink {
  readonly port: number;
  reset(): void;
  /** Resolves when `messages` have come since the last reset, with the milliseconds from the sender's DATA to the arrival of each. */
  reached(messages: number): Promise<readonly number[]>;
  stop(): void;
}

export async function startSink(certificate: KeyAndCertificate): Promise<Sink> {
  const child = fork(new URL('./sink-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  child.send(certificate);
  const port = await new Promise<number>((resolve) => child.once('message', (message: { port: number }) => resolve(message.port)));
  let latencies: number[] = [];
  let check: () => void = () => undefined;
  child.on('message', (message: { latencies: readonly number[] }) => {
    latencies.push(...message.latencies);
    check();
  });
  return {
    port,
    reset: () => {
      latencies = [];
    },
    reached: (messages) =>
      new Promise((resolve) => {
        check = () => {
          if (latencies.length >= messages) resolve(latencies);
        };
        check();
      }),
    stop: () => child.kill(),
  };
}
