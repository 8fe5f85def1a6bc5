import type pg from 'pg';

/** A queue as it looks when much waits. */
export interface WaitingMail {
  readonly recipients: number;
  /** Recipient domains and next hops d0.example, d1.example, ...; a quarter of all waits for d0.example. */
  readonly domains: number;
}

/** The rule that set the routing for every hundredth domain. */
export const WAITING_RULE = '00000000-0000-4000-8000-00000000000a';

/**
 * Fills the queue: one recipient per message, received over the last five days, most of them deferred with half of those due, some held, some not
 * tried yet. Made inside the database, where a million take a few minutes.
 */
export async function fillQueue(db: pg.Client | pg.PoolClient, { recipients, domains }: WaitingMail): Promise<void> {
  const now = new Date();
  await db.query(QUEUE_ID);
  await db.query(
    `INSERT INTO mail_transaction (id, received_at, worker_id, listener, client_ip, client_port, ehlo_name, sender, accepted, stage, reply, revision,
       facts, size)
     SELECT pg_temp.queue_id(at, n), at, '00000000-0000-4000-8000-000000000000', 'smtp', '192.0.2.7', 4711, 'mail.s.example', sender, true, 'data',
       '250 2.0.0 Ok: queued', 1,
       jsonb_build_object('connection.remoteIp', '192.0.2.7', 'connection.encrypted', true, 'connection.tlsVersion', 'TLSv1.3',
         'connection.tlsCipher', 'TLS_AES_256_GCM_SHA384', 'connection.listener', 'smtp', 'session.ehloName', 'mail.s.example',
         'session.authenticatedUser', NULL, 'envelope.sender', sender, 'envelope.senderDomain', split_part(sender, '@', 2),
         'message.size', 1000 + n % 50000, 'message.receivedCount', 2),
       1000 + n % 50000
     FROM (${MADE}) made`,
    [recipients, domains, now],
  );
  await db.query(
    `INSERT INTO mail_recipient (transaction_id, address, domain, sender, relayed, state, reply, decision, attempts, next_attempt_at, expires_at,
       last_error, last_reason, last_next_hop, last_rules)
     SELECT pg_temp.queue_id(at, n), 'info' || n || '@' || domain, domain, sender, true, state, '250 2.1.5 Ok',
       '{"revision": 1, "stage": "data", "settings": {}, "trace": []}', CASE WHEN tried THEN 3 ELSE 0 END,
       CASE WHEN n % 2 = 0 THEN now() - (n % 3600) * interval '1 second' ELSE now() + (600 + n % 36000) * interval '1 second' END,
       at + interval '6 days', CASE WHEN tried THEN 'No connection to mx.' || domain || ':25 (ECONNREFUSED).' END, CASE WHEN tried THEN reason END,
       CASE WHEN tried THEN domain END, CASE WHEN tried AND number % 100 = 1 THEN ARRAY['${WAITING_RULE}'::uuid] WHEN tried THEN '{}' END
     FROM (
       SELECT *, 'd' || number || '.example' AS domain, state = 'deferred' AS tried,
         CASE WHEN number % 50 = 3 THEN 'certificate-expired' WHEN number % 3 = 0 THEN 'timeout' ELSE 'connect-failed' END AS reason
       FROM (${MADE}) made
     ) shaped`,
    [recipients, domains, now],
  );
  await db.query('VACUUM ANALYZE mail_transaction, mail_recipient');
}

const MADE = `
  SELECT n, $3::timestamptz - (5 * interval '1 day' * ($1::int - n) / $1) AS at,
    'user' || n % 1000 || '@s' || n % 500 || '.example' AS sender,
    CASE WHEN n % 4 = 0 THEN 0 ELSE (n * 7919::bigint) % $2 END AS number,
    (CASE WHEN n % 32 = 5 THEN 'held' WHEN n % 32 = 7 THEN 'pending' ELSE 'deferred' END)::recipient_state AS state
  FROM generate_series(1, $1::int) AS n`;

/** As lib/queue/queue-id.ts, with the number of the message in place of what is random there. */
const QUEUE_ID = `
  CREATE FUNCTION pg_temp.queue_id(at timestamptz, n int) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT ${Array.from({ length: 10 }, (_, i) => digit(`(extract(epoch FROM at) * 1000)::bigint >> ${45 - 5 * i}`)).join(' || ')} || lpad(n::text, 8, '0')
  $$`;

function digit(value: string): string {
  return `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((${value}) & 31)::int + 1, 1)`;
}
