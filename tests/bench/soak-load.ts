import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

/** Messages of 4 KiB over STARTTLS, ten on a connection, numbered from `first`. */
export interface SoakLoad {
  readonly port: number;
  readonly seconds: number;
  /** Null: as many as `connections` at a time get through. */
  readonly perSecond: number | null;
  readonly connections: number;
  readonly first: number;
}

const sentSchema = z.object({ accepted: z.number(), retries: z.number() });
/** `accepted` in all, so numbered from `first`; `retries`: connections that were turned away or lost, and came again. */
export type SoakSent = z.infer<typeof sentSchema>;

/** Sends from a process of its own until the time is over and every message has got its 250. */
export async function sendSoakLoad(load: SoakLoad): Promise<SoakSent> {
  const child = fork(new URL('./soak-load-process.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    child.send(load);
    const [answer] = await once(child, 'message');
    return sentSchema.parse(answer);
  } finally {
    child.kill();
  }
}
