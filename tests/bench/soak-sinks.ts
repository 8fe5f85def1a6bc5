import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import type { KeyAndCertificate } from '../support/certificate-authority';

const toldSchema = z.object({ arrived: z.array(z.number()), unanswered: z.number() });
const portsSchema = z.object({ ports: z.object({ good: z.number(), slow: z.number(), broken: z.number(), dead: z.number() }) });

/** Next hops in a process of their own: one that is quick, one that reads slowly, one that resets connections, and one that is to be cut off. */
export interface SoakSinks {
  readonly ports: z.infer<typeof portsSchema>['ports'];
  /** How often each message has arrived, by its number. */
  readonly copies: ReadonlyMap<number, number>;
  /** Messages that were taken without an answer. */
  unanswered(): number;
  stop(): void;
}

export async function startSoakSinks(certificate: KeyAndCertificate): Promise<SoakSinks> {
  const child = fork(new URL('./soak-sinks-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const messages = new EventEmitter();
  child.on('message', (message) => messages.emit('message', message));
  child.send(certificate);
  const [first] = await once(messages, 'message');
  const copies = new Map<number, number>();
  let unanswered = 0;
  messages.on('message', (message) => {
    const told = toldSchema.parse(message);
    for (const number of told.arrived) copies.set(number, (copies.get(number) ?? 0) + 1);
    unanswered = told.unanswered;
  });
  return { ports: portsSchema.parse(first).ports, copies, unanswered: () => unanswered, stop: () => child.kill() };
}
