import { z } from 'zod';

const listenerViewSchema = z.object({
  name: z.string(),
  address: z.string(),
  port: z.int(),
  tls: z.enum(['starttls', 'implicit']),
  submission: z.boolean(),
});

export const workerViewSchema = z.object({
  id: z.uuid(),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  revision: z.int().nullable(),
  listeners: z.array(listenerViewSchema),
  sessions: z.int(),
  deliveries: z.int(),
});
export type WorkerView = z.infer<typeof workerViewSchema>;

/** GET /workers: the living ones. "Active on 2 of 2 workers" = how many report `revision` (or later). */
export const workerListSchema = z.object({ revision: z.int(), workers: z.array(workerViewSchema) });
export type WorkerList = z.infer<typeof workerListSchema>;

/** GET /certificates */
export const certificateViewSchema = z.object({
  id: z.uuid(),
  hostname: z.string(),
  selfSigned: z.boolean(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  sha256: z.string(),
});
export const certificateListSchema = z.object({ certificates: z.array(certificateViewSchema) });

/** GET /overview: the dashboard. Buckets are hours, oldest first, the last 24. */
export const overviewSchema = z.object({
  hours: z.array(
    z.object({
      hour: z.iso.datetime(),
      acceptedEncrypted: z.int(),
      acceptedPlaintext: z.int(),
      refused: z.int(),
      delivered: z.int(),
      deliveredEncrypted: z.int(),
      deferred: z.int(),
      bounced: z.int(),
    }),
  ),
  queue: z.object({ waiting: z.int(), held: z.int(), oldest: z.iso.datetime().nullable() }),
});
export type Overview = z.infer<typeof overviewSchema>;
