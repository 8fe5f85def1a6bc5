import type pg from 'pg';
import type { TlsAchieved, TlsDemand } from '@/lib/mail/tls-level';
import type { FailureReason } from './failure';
import { inTransaction } from './in-transaction';
import { toJson } from './json-text';
import { storeTransactions } from './store-transactions';
import type { NewTransaction } from './transaction';

/** What becomes of a claimed recipient. */
export interface Settlement {
  readonly recipientId: string;
  readonly state: 'delivered' | 'deferred' | 'bounced' | 'expired';
  /** Only of a deferred one. */
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly lastReason: FailureReason | null;
  /** Where it was to go, before any MX look-up: `partner.example`, `mx.partner.example:465`. Null: nowhere was tried. */
  readonly nextHop: string | null;
  /** With it goes a DSN that says that it is delayed. */
  readonly delayTold: boolean;
  /** One per next hop that was tried, in their order. None: an administrator had it returned. */
  readonly attempts: readonly NewAttempt[];
}

export interface NewAttempt {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly revision: number;
  readonly outcome: 'delivered' | 'deferred' | 'bounced';
  readonly reason: FailureReason | null;
  /** `mx.partner.example:465`, and the address connected to. */
  readonly nextHop: string;
  readonly address: string | null;
  readonly demanded: TlsDemand;
  readonly achieved: TlsAchieved | null;
  readonly detail: string;
  readonly decidedBy: readonly AttemptDecidedBy[];
  readonly matched: readonly AttemptMatched[];
}

/** A rule that set a part of the routing. */
export interface AttemptDecidedBy {
  readonly ruleId: string;
  readonly name: string;
  readonly order: number;
  readonly setting: string;
}

/** A rule that was true besides: monitored, or after others; `settings`: what it would have set. */
interface AttemptMatched extends Omit<AttemptDecidedBy, 'setting'> {
  readonly mode: 'enforce' | 'monitor';
  readonly settings: readonly string[];
}

/** A DSN and the recipients that it tells of. */
export interface NewReport {
  readonly transaction: NewTransaction;
  readonly recipientIds: readonly string[];
}

/**
 * Ends the claims of a worker, records the attempts and stores the DSNs, in one durable commit. A recipient whose claim the worker has lost
 * meanwhile is left alone, and a DSN that tells of such alone is not stored: whoever has the claim now settles it.
 */
export async function settleAttempts(
  pool: pg.Pool,
  workerId: string,
  settlements: readonly Settlement[],
  reports: readonly NewReport[],
): Promise<void> {
  if (reports.length === 0) {
    await settle(pool, workerId, settlements);
    return;
  }
  await inTransaction(pool, async (client) => {
    const settled = await settle(client, workerId, settlements);
    const due = reports.filter(({ recipientIds }) => recipientIds.some((id) => settled.has(id)));
    await storeTransactions(
      client,
      due.map(({ transaction }) => transaction),
    );
  });
}

async function settle(db: pg.Pool | pg.ClientBase, workerId: string, settlements: readonly Settlement[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>({ name: 'settle-attempts', text: SETTLE, values: [workerId, toJson(settlements)] });
  return new Set(rows.map(({ id }) => id));
}

const SETTLE = `
WITH given AS (
  SELECT * FROM json_to_recordset($2::json) AS s(
    "recipientId" bigint, "state" recipient_state, "nextAttemptAt" timestamptz, "lastError" text, "lastReason" text, "nextHop" text,
    "delayTold" boolean, "attempts" json)
), settled AS (
  UPDATE mail_recipient r SET
    state = g."state", claimed_by = NULL, next_attempt_at = g."nextAttemptAt", last_error = g."lastError", last_reason = g."lastReason",
    last_next_hop = coalesce(g."nextHop", r.last_next_hop),
    last_rules = CASE WHEN g."state" = 'deferred' AND json_array_length(g."attempts") > 0
      THEN ARRAY(SELECT DISTINCT (d->>'ruleId')::uuid FROM json_array_elements(g."attempts"->-1->'decidedBy') d) ELSE r.last_rules END,
    delay_told_at = CASE WHEN g."delayTold" THEN now() ELSE r.delay_told_at END,
    attempts = r.attempts + CASE WHEN json_array_length(g."attempts") = 0 THEN 0 ELSE 1 END,
    finished_at = CASE WHEN g."state" = 'deferred' THEN NULL ELSE now() END
  FROM given g WHERE r.id = g."recipientId" AND r.state = 'active' AND r.claimed_by = $1
  RETURNING r.id
), recorded AS (
  INSERT INTO delivery_attempt (
    recipient_id, worker_id, started_at, finished_at, revision, outcome, reason, next_hop, address, demanded, achieved, detail, decided_by, matched)
  SELECT settled.id, $1, a."startedAt", a."finishedAt", a."revision", a."outcome", a."reason", a."nextHop", a."address", a."demanded",
    a."achieved", a."detail", a."decidedBy", a."matched"
  FROM settled JOIN given g ON g."recipientId" = settled.id, json_to_recordset(g."attempts") AS a(
    "startedAt" timestamptz, "finishedAt" timestamptz, "revision" int, "outcome" text, "reason" text, "nextHop" text, "address" text,
    "demanded" jsonb, "achieved" jsonb, "detail" text, "decidedBy" jsonb, "matched" jsonb)
)
SELECT id FROM settled`;
