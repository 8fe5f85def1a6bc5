import type pg from 'pg';

type Mode = 'enforce' | 'monitor';

/** Counts in memory how often rules matched, by hour, and adds the counts up in the database when told to. */
export class RuleHits {
  private counts = new Map<string, { ruleId: string; hour: string; mode: Mode; count: number }>();

  constructor(private readonly now: () => Date) {}

  count(ruleId: string, mode: Mode): void {
    const hour = `${this.now().toISOString().slice(0, 13)}:00:00Z`;
    const key = `${ruleId} ${mode} ${hour}`;
    const entry = this.counts.get(key);
    if (entry === undefined) this.counts.set(key, { ruleId, hour, mode, count: 1 });
    else entry.count += 1;
  }

  /** @throws what pg throws; then the counts are kept for the next time */
  async flush(pool: pg.Pool): Promise<void> {
    if (this.counts.size === 0) return;
    const taken = this.counts;
    this.counts = new Map();
    try {
      await pool.query({ name: 'rule-hits', text: ADD, values: [JSON.stringify([...taken.values()])] });
    } catch (error) {
      for (const [key, entry] of taken) {
        const since = this.counts.get(key);
        this.counts.set(key, { ...entry, count: entry.count + (since?.count ?? 0) });
      }
      throw error;
    }
  }
}

// In the order of the key, so that two workers that add the same rows cannot deadlock.
const ADD = `
INSERT INTO rule_hit (rule_id, hour, mode, count)
SELECT "ruleId", "hour", "mode", "count"
FROM json_to_recordset($1::json) AS h("ruleId" uuid, "hour" timestamptz, "mode" text, "count" int) ORDER BY 1, 2, 3
ON CONFLICT (rule_id, hour, mode) DO UPDATE SET count = rule_hit.count + excluded.count`;
