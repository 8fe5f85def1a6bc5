import type pg from 'pg';

/** One recipient of a message, or a message that ended before any, as it is exported. */
export interface ExportedRow {
  readonly id: string;
  readonly receivedAt: Date;
  readonly listener: string;
  readonly clientIp: string;
  readonly ehloName: string;
  readonly tlsVersion: string | null;
  readonly tlsCipher: string | null;
  readonly user: string | null;
  readonly sender: string;
  readonly accepted: boolean;
  readonly stage: string;
  readonly recipient: string | null;
  readonly state: string | null;
  readonly reply: string;
  /** Name of the rule that decided the verdict. */
  readonly rule: string | null;
  readonly size: number | null;
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly attempts: number | null;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
  /** Of the last attempt. */
  readonly nextHop: string | null;
  readonly address: string | null;
  readonly demanded: unknown;
  readonly achieved: unknown;
}

/** What is exported of these messages, newest first, recipients in their order. */
export async function readExport(pool: pg.Pool, ids: readonly string[]): Promise<ExportedRow[]> {
  const { rows } = await pool.query<ExportedRow>({ name: 'read-export', text: EXPORT, values: [ids] });
  return rows;
}

const EXPORT = `
SELECT t.id, t.received_at AS "receivedAt", t.listener, t.client_ip AS "clientIp", t.ehlo_name AS "ehloName", t.tls_version AS "tlsVersion",
  t.tls_cipher AS "tlsCipher", t.authenticated_user AS "user", t.sender, t.accepted, t.stage, r.address AS recipient, r.state::text AS state,
  coalesce(r.reply, t.reply) AS reply, coalesce(r.decision, t.decision)->'settings'->'verdict'->'by'->>'name' AS rule, t.size, t.subject,
  t.message_id_header AS "messageId", r.attempts, r.finished_at AS "finishedAt", r.last_error AS "lastError",
  a.next_hop AS "nextHop", a.address, a.demanded, a.achieved
FROM mail_transaction t LEFT JOIN mail_recipient r ON r.transaction_id = t.id LEFT JOIN LATERAL (
  SELECT * FROM delivery_attempt a WHERE a.recipient_id = r.id ORDER BY a.id DESC LIMIT 1
) AS a ON true
WHERE t.id = ANY($1)
ORDER BY t.received_at DESC, t.id DESC, r.id`;
