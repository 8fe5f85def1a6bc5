import type { Database } from '@/lib/db/prisma';

/** How often a rule has matched: carried out, and only counted. */
export interface DayHits {
  readonly enforced: number;
  readonly monitored: number;
}

/** The hits of the last 24 hours, by whole hours, of every rule or of one. A rule without any is not among them. */
export async function hitsOfDay(db: Database, ruleId?: string): Promise<ReadonlyMap<string, DayHits>> {
  const since = new Date(Date.now() - 24 * 3_600_000);
  const where = { hour: { gte: since }, ...(ruleId === undefined ? {} : { ruleId }) };
  const rows = await db.ruleHit.groupBy({ by: ['ruleId', 'mode'], where, _sum: { matched: true } });
  const hits = new Map<string, { enforced: number; monitored: number }>();
  for (const { ruleId: id, mode, _sum } of rows) {
    const entry = hits.get(id) ?? { enforced: 0, monitored: 0 };
    entry[mode === 'monitor' ? 'monitored' : 'enforced'] += _sum.matched ?? 0;
    hits.set(id, entry);
  }
  return hits;
}
