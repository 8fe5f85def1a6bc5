import { type CompiledCondition, type CompiledMatch, conditionsOf } from './compile-condition';
import { type FactKey, type FactName, type Facts, isKnown, partOf, SETTLED_AT } from './facts';
import { hasReached, type Stage } from './stages';

/** Facts that somebody outside has to be asked for: the DNS. They cost time and may fail, so they are looked up only where a rule needs them. */
const LOOKUP_FACTS = [
  'connection.remoteHostName',
  'connection.reverseDns',
  'connection.blockLists',
  'checks.spf',
  'checks.dkim',
  'checks.dmarc',
] as const satisfies readonly FactName[];
export type LookupFact = (typeof LOOKUP_FACTS)[number];

/** One thing to look up. `zone` is the block list; null for all other facts. */
export type Lookup =
  | { readonly fact: Exclude<LookupFact, 'connection.blockLists'>; readonly zone: null }
  | { readonly fact: 'connection.blockLists'; readonly zone: string };

export function isLookupFact(name: FactName): name is LookupFact {
  return LOOKUP_FACTS.some((fact) => fact === name);
}

/** All that the conditions of a rule can ask for. */
export function lookupsIn(match: CompiledMatch): Lookup[] {
  return conditionsOf(match).flatMap(({ entry, bound }) =>
    entry.needs.filter(isLookupFact).flatMap((fact) => lookupOf(fact, bound.factKey)),
  );
}

function lookupOf(fact: LookupFact, part: FactKey | null): Lookup[] {
  if (fact !== 'connection.blockLists') return [{ fact, zone: null }];
  return part?.fact === fact ? [{ fact, zone: part.key }] : [];
}

export function nameOf({ fact, zone }: Lookup): string {
  return zone === null ? fact : `${fact} ${zone}`;
}

/** What is known together with what has been looked up. */
export function learn(known: Facts, found: Facts): Facts {
  const [before, more] = [known['connection.blockLists'], found['connection.blockLists']];
  if (!isKnown(before) || !isKnown(more)) return { ...known, ...found };
  return { ...known, ...found, 'connection.blockLists': { ...before, ...more } };
}

/** What was found out about the client, and not about a mail. */
export function ofClient(found: Facts): Facts {
  const { 'connection.remoteHostName': name, 'connection.reverseDns': result, 'connection.blockLists': lists } = found;
  const answered = isKnown(lists) ? Object.entries(lists).filter(([, listed]) => isKnown(listed)) : [];
  return {
    ...(isKnown(name) ? { 'connection.remoteHostName': name } : {}),
    ...(isKnown(result) ? { 'connection.reverseDns': result } : {}),
    ...(answered.length > 0 ? { 'connection.blockLists': Object.fromEntries(answered) } : {}),
  };
}

/** What an open condition waits for. Null: for something that comes by itself, or that cannot be looked up at this stage yet. */
export function lookupsOf({ entry, bound }: CompiledCondition, facts: Facts, stage: Stage): readonly Lookup[] | null {
  const found: Lookup[] = [];
  for (const name of entry.needs) {
    const part = bound.factKey?.fact === name ? bound.factKey : null;
    if (!isMissing(name, part, facts)) continue;
    if (!isLookupFact(name) || !hasReached(stage, SETTLED_AT[name])) return null;
    found.push(...lookupOf(name, part));
  }
  return found;
}

function isMissing(name: FactName, part: FactKey | null, facts: Facts): boolean {
  if (facts[name] === undefined) return true;
  const parts = part === null ? undefined : facts[part.fact];
  return part !== null && isKnown(parts) && partOf<unknown>(parts, part.key) === undefined;
}
