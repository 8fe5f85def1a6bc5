import type { CompiledCondition } from './compile-condition';
import type { BoundCondition } from './conditions/definition';
import { type FactKey, type FactName, type Facts, isKnown, partOf, SETTLED_AT } from './facts';
import { hasReached, type Stage } from './stages';

/**
 * Facts that somebody outside has to be asked for: the DNS, and of the first attempt the database. They cost time and may fail, so they are
 * looked up only where a rule needs them.
 */
const LOOKUP_FACTS = [
  'connection.remoteHostName',
  'connection.reverseDns',
  'connection.blockLists',
  'checks.spf',
  'checks.dkim',
  'checks.dmarc',
  'recipient.firstSeen',
] as const satisfies readonly FactName[];
export type LookupFact = (typeof LOOKUP_FACTS)[number];

/** One thing to ask the DNS for. `zone` is the block list; null for all other facts. */
export type DnsLookup =
  | { readonly fact: Exclude<LookupFact, 'connection.blockLists' | 'recipient.firstSeen'>; readonly zone: null }
  | { readonly fact: 'connection.blockLists'; readonly zone: string };

/** When a client first tried to reach a recipient. To ask notes the attempt: whoever comes after `delay` seconds has passed, and is remembered longer. */
interface FirstSeenLookup {
  readonly fact: 'recipient.firstSeen';
  readonly zone: null;
  readonly delay: number;
}

/** One thing to look up. */
export type Lookup = DnsLookup | FirstSeenLookup;

export function isDnsLookup(lookup: Lookup): lookup is DnsLookup {
  return lookup.fact !== 'recipient.firstSeen';
}

/** The longest delay of those look-ups that ask for the first attempt; null if none does. */
export function firstSeenDelay(lookups: readonly Lookup[]): number | null {
  const delays = lookups.flatMap((lookup) => (isDnsLookup(lookup) ? [] : [lookup.delay]));
  return delays.length === 0 ? null : Math.max(...delays);
}

export function isLookupFact(name: FactName): name is LookupFact {
  return LOOKUP_FACTS.some((fact) => fact === name);
}

/** All that a condition can ask for. */
export function allLookupsOf({ entry, bound }: CompiledCondition): Lookup[] {
  return entry.lookups.flatMap((fact) => lookupOf(fact, bound));
}

function lookupOf(fact: LookupFact, { factKey, delay }: BoundCondition): Lookup[] {
  switch (fact) {
    case 'connection.blockLists':
      return factKey?.fact === fact ? [{ fact, zone: factKey.key }] : [];
    case 'recipient.firstSeen':
      return delay === null ? [] : [{ fact, zone: null, delay }];
    default:
      return [{ fact, zone: null }];
  }
}

export function nameOf(lookup: Lookup): string {
  if (!isDnsLookup(lookup)) return `${lookup.fact} ${lookup.delay}`;
  return lookup.zone === null ? lookup.fact : `${lookup.fact} ${lookup.zone}`;
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
    found.push(...lookupOf(name, bound));
  }
  return found;
}

function isMissing(name: FactName, part: FactKey | null, facts: Facts): boolean {
  if (facts[name] === undefined) return true;
  const parts = part === null ? undefined : facts[part.fact];
  return part !== null && isKnown(parts) && partOf<unknown>(parts, part.key) === undefined;
}
