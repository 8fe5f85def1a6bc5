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

/** `stopped`: in order; `lost`: it is no longer seen, and nothing has said why. */
const goneWorkerSchema = workerViewSchema.extend({ state: z.enum(['stopped', 'lost']) });
export type GoneWorker = z.infer<typeof goneWorkerSchema>;

/**
 * GET /workers: the living ones, "active on 2 of 2 workers" = how many report `revision` (or later), and those that went lately without
 * another taking their place on their host.
 */
export const workerListSchema = z.object({ revision: z.int(), workers: z.array(workerViewSchema), gone: z.array(goneWorkerSchema) });
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
