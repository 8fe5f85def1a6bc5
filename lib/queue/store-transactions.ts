import type pg from 'pg';
import { bodyChunks } from './body-chunks';
import { toJson } from './json-text';
import type { NewTransaction } from './transaction';

/**
 * Stores finished transactions, with recipients and bodies, in one statement and so in one durable commit: when it resolves, they
 * survive any crash. All or none is stored.
 *
 * @throws what pg throws; then nothing was stored (or, if the connection broke at the commit, it is unknown)
 */
export async function storeTransactions(db: pg.Pool | pg.ClientBase, transactions: readonly NewTransaction[]): Promise<void> {
  if (transactions.length === 0) return;
  const { bytes, pieces } = bodyChunks(transactions);
  await db.query({ name: 'store-transactions', text: STORE, values: [toJson(transactions.map(withoutBody)), bytes, toJson(pieces)] });
}

function withoutBody({ body: _, ...rest }: NewTransaction): Omit<NewTransaction, 'body'> {
  return rest;
}

// The bodies travel as one binary parameter and are cut apart here: an array of them would be sent as hexadecimal text, twice as long.
const STORE = `
WITH given AS (
  SELECT * FROM json_to_recordset($1::json) AS t(
    "id" text, "receivedAt" timestamptz, "workerId" uuid, "listener" text, "clientIp" text, "clientPort" int, "ehloName" text,
    "tlsVersion" text, "tlsCipher" text, "authenticatedUser" text, "sender" text, "accepted" boolean, "stage" text, "reply" text,
    "revision" int, "facts" jsonb, "decision" jsonb, "size" int, "bodyType" text, "smtpUtf8" boolean, "dsnRet" text, "dsnEnvid" text,
    "messageIdHeader" text, "subject" text, "reportsOn" text, "recipients" json)
), stored AS (
  INSERT INTO mail_transaction (
    id, received_at, worker_id, listener, client_ip, client_port, ehlo_name, tls_version, tls_cipher, authenticated_user, sender,
    accepted, stage, reply, revision, facts, decision, size, body_type, smtp_utf8, dsn_ret, dsn_envid, message_id_header, subject, reports_on)
  SELECT "id", "receivedAt", "workerId", "listener", "clientIp", "clientPort", "ehloName", "tlsVersion", "tlsCipher", "authenticatedUser",
    "sender", "accepted", "stage", "reply", "revision", "facts", "decision", "size", "bodyType", "smtpUtf8", "dsnRet", "dsnEnvid",
    "messageIdHeader", "subject", "reportsOn" FROM given
), chunks AS (
  INSERT INTO message_chunk (transaction_id, sequence, data)
  SELECT "id", "sequence", substring($2::bytea FROM "from" FOR "length")
  FROM json_to_recordset($3::json) AS c("id" text, "sequence" int, "from" int, "length" int)
)
INSERT INTO mail_recipient (
  transaction_id, address, domain, sender, relayed, state, reply, decision, decided_by_rule, dsn_notify, dsn_orcpt, header_edits,
  first_seen, origin, next_attempt_at, expires_at)
SELECT given."id", r."address", r."domain", given."sender", r."relayed", r."state", r."reply", r."decision", r."decidedByRule", r."dsnNotify", r."dsnOrcpt",
  nullif(r."headerEdits", '[]'), r."firstSeen", r."origin", r."nextAttemptAt", r."expiresAt"
FROM given, json_to_recordset(given."recipients") AS r(
  "address" text, "domain" text, "relayed" boolean, "state" recipient_state, "reply" text, "decision" jsonb, "decidedByRule" uuid,
  "dsnNotify" text, "dsnOrcpt" text, "headerEdits" jsonb, "firstSeen" timestamptz, "origin" jsonb, "nextAttemptAt" timestamptz, "expiresAt" timestamptz)`;
