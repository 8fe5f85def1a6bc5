import { z } from 'zod';
import type { HitSpan, HitsOfRule, RuleHistory, RuleHits } from '@/lib/api/contracts/rule-hits';
import type { Database } from '@/lib/db/prisma';
import { type Caller, demand } from './caller';
import { Refusal } from './refusal';

const HOUR = 3_600_000;
const PLOT = { days: 7, hoursApiece: 6 };

type Counts = HitsOfRule['enforce'];
interface BothModes {
  readonly enforce: Counts;
  readonly monitor: Counts;
}

/** What became of these rules in the last 7 days. A rule that nobody has asked about since then has noughts. */
export async function listRuleHits(caller: Caller, ids: readonly string[]): Promise<RuleHits> {
  demand(caller, 'policy.read');
  const since = sinceDays(PLOT.days);
  const rows = by(await hoursOf(caller.db, ids, since), ({ ruleId }) => ruleId);
  const rules = ids.map((id): HitsOfRule => {
    const own = rows.get(id) ?? [];
    const matches = Array.from({ length: (PLOT.days * 24) / PLOT.hoursApiece }, () => 0);
    for (const { hour, matched } of own) {
      const place = Math.floor((hour.getTime() - since.getTime()) / (PLOT.hoursApiece * HOUR));
      matches[place] = (matches[place] ?? 0) + matched;
    }
    return { id, ...addedUp(own), matches };
  });
  return { since: since.toISOString(), rules };
}

/** What became of one rule, hour by hour, also of one that has been deleted. @throws Refusal */
export async function showRuleHits(caller: Caller, id: string, days: HitSpan): Promise<RuleHistory> {
  demand(caller, 'policy.read');
  if ((await caller.db.policyItem.findFirst({ where: { itemId: id, kind: 'rule' } })) === null) throw new Refusal({ kind: 'not-found' });
  const since = sinceDays(days);
  const rows = await hoursOf(caller.db, [id], since);
  const hours = by(rows, ({ hour }) => hour.toISOString());
  return {
    since: since.toISOString(),
    total: addedUp(rows),
    hours: [...hours].map(([hour, own]) => ({ hour, ...addedUp(own) })),
  };
}

/** The whole hours of these days, the present one among them. */
function sinceDays(days: number): Date {
  return new Date((Math.floor(Date.now() / HOUR) + 1 - days * 24) * HOUR);
}

const rowsSchema = z.array(
  z.object({
    ruleId: z.string(),
    hour: z.date(),
    mode: z.enum(['enforce', 'monitor']),
    judged: z.int(),
    matched: z.int(),
    decided: z.int(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

async function hoursOf(db: Database, ids: readonly string[], since: Date): Promise<Row[]> {
  return rowsSchema.parse(
    await db.ruleHit.findMany({ where: { ruleId: { in: [...ids] }, hour: { gte: since } }, orderBy: [{ hour: 'asc' }, { mode: 'asc' }] }),
  );
}

function by(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function addedUp(rows: readonly Row[]): BothModes {
  const sum = (mode: Row['mode']): Counts => {
    const total = { judged: 0, matched: 0, decided: 0 };
    for (const row of rows) {
      if (row.mode !== mode) continue;
      total.judged += row.judged;
      total.matched += row.matched;
      total.decided += row.decided;
    }
    return total;
  };
  return { enforce: sum('enforce'), monitor: sum('monitor') };
}
