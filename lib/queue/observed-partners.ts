import type pg from 'pg';
import { z } from 'zod';
import type { ForceTlsWay } from '@/lib/policy/force-tls';

/** Mail exchanged with one domain, all of it over TLS. */
export interface ObservedPartner {
  readonly domain: string;
  /** `in`: mail from the domain; `out`: mail relayed to it. */
  readonly direction: ForceTlsWay;
  readonly messages: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly tlsVersions: readonly { readonly version: string; readonly messages: number }[];
  /** Messages for which the other side's certificate was verified. */
  readonly verified: number;
}

const rowsSchema = z.array(
  z.object({
    domain: z.string(),
    direction: z.enum(['in', 'out']),
    messages: z.int(),
    firstSeen: z.date(),
    lastSeen: z.date(),
    tlsVersions: z.array(z.object({ version: z.string(), messages: z.int() })),
    verified: z.int(),
  }),
);

/**
 * Domains of which no message came, or went, without TLS since `since`, and at least `least` with it; those with the most messages first.
 * What signed-in users send comes from nobody's server and is left out, as are refused messages: anybody can put any sender into those.
 */
export async function observedPartners(
  pool: pg.Pool,
  { since, least, limit }: { readonly since: Date; readonly least: number; readonly limit: number },
): Promise<ObservedPartner[]> {
  const { rows } = await pool.query<Record<string, unknown>>(PARTNERS, [since, least, limit]);
  return rowsSchema.parse(rows);
}

const PARTNERS = `
WITH seen AS (
  SELECT t.facts->>'envelope.senderDomain' AS domain, 'in' AS direction, t.received_at AS at, t.tls_version AS version,
    coalesce((t.facts->'connection.clientCertificate'->>'verified')::boolean, false) AS verified
  FROM mail_transaction t
  WHERE t.received_at >= $1 AND t.accepted AND t.authenticated_user IS NULL AND t.reports_on IS NULL
  UNION ALL
  SELECT r.domain, 'out', a.finished_at,
    CASE WHEN a.achieved->>'level' <> 'none' THEN coalesce(a.achieved->>'version', 'TLS') END,
    coalesce(a.achieved->>'level' NOT IN ('none', 'encrypted'), false)
  FROM delivery_attempt a JOIN mail_recipient r ON r.id = a.recipient_id
  WHERE a.finished_at >= $1 AND a.outcome = 'delivered' AND r.relayed
), by_version AS (
  SELECT domain, direction, version, count(*)::int AS messages, min(at) AS first_seen, max(at) AS last_seen,
    count(*) FILTER (WHERE verified)::int AS verified
  FROM seen WHERE domain <> '' GROUP BY domain, direction, version
)
SELECT domain, direction, sum(messages)::int AS messages, min(first_seen) AS "firstSeen", max(last_seen) AS "lastSeen",
  json_agg(json_build_object('version', version, 'messages', messages) ORDER BY messages DESC, version) AS "tlsVersions",
  sum(verified)::int AS verified
FROM by_version GROUP BY domain, direction
HAVING bool_and(version IS NOT NULL) AND sum(messages) >= $2
ORDER BY sum(messages) DESC, domain, direction LIMIT $3`;
