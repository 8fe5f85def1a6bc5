import type pg from 'pg';
import type { RuleOutcome } from '@/lib/acceptance/rule-outcomes';

interface Counts {
  readonly judged: number;
  readonly matched: number;
  readonly decided: number;
}

type Rule = Pick<RuleOutcome, 'ruleId' | 'mode'>;
type Entry = Rule & { readonly hour: string; readonly routed: boolean } & Counts;

/** Counts in memory what became of each rule, by hour, and adds the counts up in the database when told to. */
export class RuleHits {
  private counts = new Map<string, Entry>();

  constructor(private readonly now: () => Date) {}

  count({ ruleId, mode, matched, decided }: RuleOutcome): void {
    const hour = hourOf(this.now());
    this.add({ ruleId, mode, hour, routed: false, judged: 1, matched: Number(matched), decided: Number(decided) });
  }

  /** It was true when a message was routed that had been received at this time, perhaps long ago: that hour's messages must be looked at. */
  noteRouted({ ruleId, mode }: Rule, receivedAt: Date): void {
    this.add({ ruleId, mode, hour: hourOf(receivedAt), routed: true, ...NONE });
  }

  /** @throws what pg throws; then the counts are kept for the next time */
  async flush(pool: pg.Pool): Promise<void> {
    if (this.counts.size === 0) return;
    const taken = this.counts;
    this.counts = new Map();
    try {
      await pool.query({ name: 'rule-hits', text: ADD, values: [JSON.stringify([...taken.values()])] });
    } catch (error) {
      for (const entry of taken.values()) this.add(entry);
      throw error;
    }
  }

  private add(entry: Entry): void {
    const key = `${entry.ruleId} ${entry.mode} ${entry.hour}`;
    const { judged, matched, decided, routed } = this.counts.get(key) ?? { ...NONE, routed: false };
    this.counts.set(key, {
      ...entry,
      routed: routed || entry.routed,
      judged: judged + entry.judged,
      matched: matched + entry.matched,
      decided: decided + entry.decided,
    });
  }
}

const NONE: Counts = { judged: 0, matched: 0, decided: 0 };

function hourOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 13)}:00:00Z`;
}

// In the order of the key, so that two workers that add the same rows cannot deadlock.
const ADD = `
INSERT INTO rule_hit (rule_id, hour, mode, judged, matched, decided, routed)
SELECT "ruleId", "hour", "mode", "judged", "matched", "decided", "routed"
FROM json_to_recordset($1::json) AS h(
  "ruleId" uuid, "hour" timestamptz, "mode" text, "judged" int, "matched" int, "decided" int, "routed" boolean)
ORDER BY 1, 2, 3
ON CONFLICT (rule_id, hour, mode) DO UPDATE SET
  judged = rule_hit.judged + excluded.judged, matched = rule_hit.matched + excluded.matched, decided = rule_hit.decided + excluded.decided,
  routed = rule_hit.routed OR excluded.routed`;

/** Counts are deleted when their hour began more than 90 days ago. @throws what pg throws */
export async function pruneRuleHits(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(`DELETE FROM rule_hit WHERE hour < now() - interval '90 days'`);
}
