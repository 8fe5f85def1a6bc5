import type pg from 'pg';
import { toJson } from '@/lib/queue/json-text';

/** Matches of a rule that one of its targets has not been told yet. */
export interface Untold {
  readonly ruleId: string;
  readonly kind: 'email' | 'webhook';
  readonly target: string;
  /** Seconds. */
  readonly interval: number;
  readonly count: number;
  /** ISO 8601: of the first of them. */
  readonly since: string;
}

/** The target is to be told now, by whoever has asked. */
export interface TakenSlot extends Pick<Untold, 'ruleId' | 'kind' | 'target'> {
  /** What is told: also what was held back before. */
  readonly told: number;
  readonly toldSince: Date;
}

/**
 * Takes the slot of each target whose interval has passed, and adds the matches to what is held back for the others. Of several workers that
 * ask at once one gets it: the row is locked, and the clock is the database's.
 * @throws what pg throws
 */
export async function takeSlots(db: pg.Pool | pg.ClientBase, untold: readonly Untold[]): Promise<TakenSlot[]> {
  const { rows } = await db.query<TakenSlot & { taken: boolean }>({ name: 'notification-slots', text: TAKE, values: [toJson(untold)] });
  return rows.filter(({ taken }) => taken);
}

const IS_DUE = `slot.sent_at + make_interval(secs => excluded."interval") <= excluded.sent_at`;

// In the order of the key, so that two workers that ask for the same rows cannot deadlock. What is held back is at least one match.
const TAKE = `
INSERT INTO notification_slot AS slot (rule_id, kind, target, "interval", sent_at, told, told_since, held_back)
SELECT "ruleId", "kind", "target", "interval", now(), "count", "since", 0
FROM json_to_recordset($1::json) AS n("ruleId" uuid, "kind" text, "target" text, "interval" int, "count" int, "since" timestamptz)
ORDER BY 1, 2, 3
ON CONFLICT (rule_id, kind, target) DO UPDATE SET
  "interval" = excluded."interval",
  sent_at = CASE WHEN ${IS_DUE} THEN excluded.sent_at ELSE slot.sent_at END,
  told = CASE WHEN ${IS_DUE} THEN slot.held_back + excluded.told ELSE slot.told END,
  told_since = CASE WHEN ${IS_DUE} THEN coalesce(slot.held_back_since, excluded.told_since) ELSE slot.told_since END,
  held_back = CASE WHEN ${IS_DUE} THEN 0 ELSE slot.held_back + excluded.told END,
  held_back_since = CASE WHEN ${IS_DUE} THEN NULL ELSE coalesce(slot.held_back_since, excluded.told_since) END
RETURNING rule_id AS "ruleId", kind, target, told, told_since AS "toldSince", held_back = 0 AS taken`;

/** A slot whose interval has passed is as good as none, unless it holds matches back: these are kept for 90 days. @throws what pg throws */
export async function pruneSlots(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(
    `DELETE FROM notification_slot
     WHERE sent_at + make_interval(secs => "interval") < now() AND (held_back = 0 OR sent_at < now() - interval '90 days')`,
  );
}
