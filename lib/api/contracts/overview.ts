import { z } from 'zod';

/** The spans of GET /overview, in hours of the address of the page. */
export const OVERVIEW_SPANS = ['24h', '7d', '30d'] as const;
export type OverviewSpan = (typeof OVERVIEW_SPANS)[number];

/** Recipients by the TLS of the connection. */
const byTlsSchema = z.object({ none: z.int(), tls12: z.int(), tls13: z.int() });

const hourSchema = z.object({
  hour: z.iso.datetime(),
  accepted: byTlsSchema,
  /** Answered 4xx: the client is to try again. */
  putOff: z.int(),
  refused: z.int(),
  delivered: byTlsSchema,
  /** Tried in vain, and to be tried again; each time counts. */
  deferred: z.int(),
  /** Given up, also after the queue lifetime. */
  bounced: z.int(),
});
export type OverviewHour = z.infer<typeof hourSchema>;

/** GET /overview?span= : the dashboard. Recipients are counted, not messages. */
export const overviewSchema = z.object({
  span: z.enum(OVERVIEW_SPANS),
  /** When the first hour of the span begins. */
  since: z.iso.datetime(),
  /** Oldest first; hours without any mail are left out. */
  hours: z.array(hourSchema),
  /** Mail has come or gone before, in this span or earlier. */
  hadMail: z.boolean(),
  queue: z.object({
    waiting: z.int(),
    held: z.int(),
    /** Since when the oldest waits that is not held. */
    oldest: z.iso.datetime().nullable(),
    /** Recipients that are not held, by age: up to `upTo` seconds (null: older than all others). */
    ages: z.array(z.object({ upTo: z.int().nullable(), count: z.int() })),
    /** Where mail waits for the same reason, what lacks TLS first. */
    stuck: z.array(z.object({ domain: z.string(), reason: z.string(), forTls: z.boolean(), count: z.int() })),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;
