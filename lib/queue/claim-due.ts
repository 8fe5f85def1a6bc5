import type pg from 'pg';
import type { HeaderEdit } from '@/lib/mail/header-edits';
import type { Facts } from '@/lib/policy/facts';
import type { RouteOverride } from '@/lib/routing/route-override';
import type { NewTransaction } from './transaction';

/** A recipient that this worker alone may deliver to, until it settles or releases the claim, or its lease passes. */
export interface ClaimedRecipient {
  /** Of mail_recipient, in decimal. */
  readonly id: string;
  readonly address: string;
  readonly domain: string;
  readonly relayed: boolean;
  /** Attempts made before. */
  readonly attempts: number;
  /** Why the last of them failed (failure.ts); null if there was none. */
  readonly lastReason: string | null;
  readonly expiresAt: Date | null;
  /** Its sender has been told that it is delayed. */
  readonly delayTold: boolean;
  readonly dsnNotify: string | null;
  readonly dsnOrcpt: string | null;
  readonly headerEdits: readonly HeaderEdit[];
  /** Where an administrator sends it instead of where the policy does; null: nowhere else. */
  readonly routeOverride: RouteOverride | null;
  /** An administrator wants it returned to its sender, not tried again. */
  readonly returned: boolean;
  /** An administrator wants it tried now, even where its next hop is left alone. */
  readonly urgent: boolean;
  readonly transaction: ClaimedTransaction;
}

export interface ClaimedTransaction
  extends Pick<NewTransaction, 'id' | 'receivedAt' | 'sender' | 'bodyType' | 'smtpUtf8' | 'dsnRet' | 'dsnEnvid' | 'messageIdHeader'> {
  readonly size: number;
  /** Of the session, the sender and the message; those of the recipient stand beside it. */
  readonly facts: Facts;
}

export interface ClaimRequest {
  readonly workerId: string;
  /** Recipients at most. */
  readonly limit: number;
  /** Recipient domains of which this worker has enough at the moment. */
  readonly exceptDomains: readonly string[];
}

/** Claims recipients that are due, those that have waited longest first. What another worker is claiming at this moment is passed over. */
export async function claimDue(pool: pg.Pool, { workerId, limit, exceptDomains }: ClaimRequest): Promise<ClaimedRecipient[]> {
  const { rows } = await pool.query<Row>({ name: 'claim-due', text: CLAIM, values: [workerId, limit, exceptDomains] });
  const transactions = new Map<string, ClaimedTransaction>();
  return rows.map((row) => {
    const transaction = transactions.get(row.transactionId) ?? transactionOf(row);
    transactions.set(row.transactionId, transaction);
    const { id, address, domain, relayed, attempts, expiresAt, dsnNotify, dsnOrcpt, lastReason, headerEdits, routeOverride } = row;
    const { returned, urgent, delayTold } = row;
    const own = {
      id,
      address,
      domain,
      relayed,
      attempts,
      expiresAt,
      delayTold,
      dsnNotify,
      dsnOrcpt,
      lastReason,
      headerEdits,
      routeOverride,
      returned,
      urgent,
    };
    return { ...own, transaction };
  });
}

type Row = Omit<ClaimedRecipient, 'transaction'> & Omit<ClaimedTransaction, 'id'> & { readonly transactionId: string };

function transactionOf(row: Row): ClaimedTransaction {
  const { receivedAt, sender, size, bodyType, smtpUtf8, dsnRet, dsnEnvid, messageIdHeader, facts } = row;
  return { id: row.transactionId, receivedAt, sender, size, bodyType, smtpUtf8, dsnRet, dsnEnvid, messageIdHeader, facts };
}

const CLAIM = `
WITH due AS (
  SELECT id, state FROM mail_recipient
  WHERE state IN ('pending', 'deferred') AND next_attempt_at <= now() AND domain <> ALL($3::text[])
  ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE mail_recipient SET state = 'active', claimed_by = $1 FROM due WHERE mail_recipient.id = due.id
  RETURNING mail_recipient.*, due.state = 'pending' AND mail_recipient.last_reason IS NOT NULL AS urgent
)
SELECT r.id, r.address, r.domain, r.relayed, r.attempts, r.expires_at AS "expiresAt",
  r.delay_told_at IS NOT NULL AS "delayTold", r.dsn_notify AS "dsnNotify",
  r.dsn_orcpt AS "dsnOrcpt", r.last_reason AS "lastReason", coalesce(r.header_edits, '[]') AS "headerEdits",
  r.route_override AS "routeOverride",
  r.last_reason IS NOT DISTINCT FROM 'returned-by-administrator' AS returned, r.urgent,
  t.id AS "transactionId", t.received_at AS "receivedAt", t.sender, coalesce(t.size, 0) AS size, t.body_type AS "bodyType",
  t.smtp_utf8 AS "smtpUtf8", t.dsn_ret AS "dsnRet", t.dsn_envid AS "dsnEnvid", t.message_id_header AS "messageIdHeader", t.facts
FROM claimed r JOIN mail_transaction t ON t.id = r.transaction_id ORDER BY r.next_attempt_at, r.id`;
