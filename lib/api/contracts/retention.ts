import { z } from 'zod';

const daysSchema = z
  .int({ error: ({ input }) => (input === null || input === undefined ? 'value.missing' : 'number.invalid') })
  .min(1, 'days.range')
  .max(3650, 'days.range');

/** For how many days the records of mail are kept. */
export const retentionSchema = z.object({
  /** Of accepted messages, with what became of them. Mail that is still in the queue is kept in any case. */
  acceptedDays: daysSchema,
  /** Of refused transactions and connections. */
  refusedDays: daysSchema,
});
export type Retention = z.infer<typeof retentionSchema>;

/** GET /retention */
export const retentionViewSchema = z.object({
  retention: retentionSchema,
  version: z.int(),
  /** Null until somebody has changed it. */
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime(),
  /** When the oldest recorded message was received; null if there is none. */
  oldest: z.iso.datetime().nullable(),
});
export type RetentionView = z.infer<typeof retentionViewSchema>;

/** PUT /retention: `version` is that of the view; another one in force is a conflict. */
export const saveRetentionSchema = z.object({ retention: retentionSchema, version: z.int() });
