import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { type HitsOfRule, MOST_RULES_AT_ONCE, ruleHitsSchema } from '@/lib/api/contracts/rule-hits';

/** What became of one rule in the last 7 days. Rows that come into sight together are asked for together. */
export function ruleHitsQuery(id: string) {
  return queryOptions({
    queryKey: ['rule hits', id] as const,
    queryFn: () => hitsOf(id),
    staleTime: 50_000,
    refetchInterval: 60_000,
  });
}

/** Milliseconds in which further rows may come into sight. */
const GATHER = 40;

interface Batch {
  readonly ids: string[];
  readonly answer: Promise<ReadonlyMap<string, HitsOfRule>>;
}
let gathering: Batch | null = null;

async function hitsOf(id: string): Promise<HitsOfRule | null> {
  if (gathering === null || gathering.ids.length >= MOST_RULES_AT_ONCE) gathering = newBatch();
  gathering.ids.push(id);
  return (await gathering.answer).get(id) ?? null;
}

function newBatch(): Batch {
  const ids: string[] = [];
  const gathered = new Promise<void>((resolve) => setTimeout(resolve, GATHER));
  const answer = gathered.then(async () => {
    if (gathering?.ids === ids) gathering = null;
    const { rules } = await callApi(`/rules/hits?ids=${ids.join(',')}`, ruleHitsSchema);
    return new Map(rules.map((rule) => [rule.id, rule]));
  });
  return { ids, answer };
}
