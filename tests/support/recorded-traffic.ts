import type pg from 'pg';

/** What a recorded day's mail looks like: how much, and of how many domains and clients. */
export interface RecordedTraffic {
  readonly transactions: number;
  /** Sender domains d0.example, d1.example, ...; recipient domains p0.example, ... */
  readonly domains: number;
  readonly clients: number;
  /** Over how many days up to now. */
  readonly days: number;
}

/**
 * Records mail as a gateway would have: one recipient each, every tenth transaction without TLS, all accepted. Made inside the database,
 * where a million take less than a minute.
 */
export async function recordTraffic(db: pg.Pool, { transactions, domains, clients, days }: RecordedTraffic): Promise<void> {
  await db.query(
    `INSERT INTO mail_transaction (id, received_at, worker_id, listener, client_ip, client_port, ehlo_name, tls_version, tls_cipher, sender,
       accepted, stage, reply, revision, facts, size)
     SELECT 'R' || lpad(n::text, 17, '0'), at, '00000000-0000-4000-8000-000000000000', 'smtp', ip, 4711, 'mail.' || sender_domain,
       CASE WHEN encrypted THEN 'TLSv1.3' END, CASE WHEN encrypted THEN 'TLS_AES_256_GCM_SHA384' END, 'user' || n % 100 || '@' || sender_domain,
       true, 'data', '250 2.0.0 Ok: queued', 1,
       jsonb_build_object('time.now', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'connection.remoteIp', ip,
         'connection.encrypted', encrypted, 'connection.tlsVersion', CASE WHEN encrypted THEN 'TLSv1.3' END,
         'connection.tlsCipher', CASE WHEN encrypted THEN 'TLS_AES_256_GCM_SHA384' END, 'connection.clientCertificate', NULL,
         'connection.listener', 'smtp', 'connection.localIp', '192.0.2.25', 'connection.localPort', 25,
         'session.ehloName', 'mail.' || sender_domain, 'session.esmtp', true, 'session.authenticatedUser', NULL, 'session.messages', 0,
         'session.bytes', 0, 'envelope.sender', 'user' || n % 100 || '@' || sender_domain, 'envelope.senderDomain', sender_domain,
         'envelope.senderIsLocal', false, 'envelope.senderIsUser', false, 'recipient.count', 1, 'message.declaredSize', 1000 + n % 50000,
         'message.size', 1000 + n % 50000, 'message.fromDomains', jsonb_build_array(sender_domain), 'message.receivedCount', 2),
       1000 + n % 50000
     FROM (
       SELECT n, now() - ($4::float8 * interval '1 day' * n / $1) AS at, n % 10 <> 0 AS encrypted,
         'd' || (n * 7919::bigint) % $2 || '.example' AS sender_domain, '198.' || 18 + n % 2 || '.' || (n % $3) / 250 || '.' || 1 + (n % $3) % 250 AS ip
       FROM generate_series(1, $1::int) AS n
     ) AS made`,
    [transactions, domains, clients, days],
  );
  await db.query(
    `INSERT INTO mail_recipient (transaction_id, address, domain, sender, relayed, state, reply, decision)
     SELECT 'R' || lpad(n::text, 17, '0'), 'info@p' || n % $2 || '.example', 'p' || n % $2 || '.example',
       'user' || n % 100 || '@d' || (n * 7919::bigint) % $2 || '.example', true, 'delivered', '250 2.0.0 Ok',
       '{"revision": 1, "stage": "data", "settings": {}, "trace": []}'
     FROM generate_series(1, $1::int) AS n`,
    [transactions, domains],
  );
  await db.query('ANALYZE mail_transaction, mail_recipient');
}
