import { z } from 'zod';

/** Open connections by client address. */
const countsSchema = z.record(z.string(), z.number());

/** What a supervisor tells a worker process. */
export const toWorkerSchema = z.discriminatedUnion('kind', [
  /** Finish what is under way, and end. */
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('ask'), question: z.number() }),
  /** What the other processes have open from these clients: 0 is none any more. */
  z.object({ kind: z.literal('clients-elsewhere'), counts: countsSchema }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

/** What a worker process says of itself. */
const workerStateSchema = z.object({
  /** Why it cannot take mail at the moment; null: it can. */
  notReady: z.string().nullable(),
  /** As prom-client gives them to be added up. */
  metrics: z.array(z.record(z.string(), z.unknown())),
});
export type WorkerState = z.infer<typeof workerStateSchema>;

/** What a worker process tells its supervisor. */
export const fromWorkerSchema = z.discriminatedUnion('kind', [
  /** It listens. */
  z.object({ kind: z.literal('listening') }),
  z.object({ kind: z.literal('answer'), question: z.number(), state: workerStateSchema }),
  /** What it has open itself, of the clients for which that has changed. */
  z.object({ kind: z.literal('clients'), counts: countsSchema }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;
