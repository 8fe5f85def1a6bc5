import { isKnown } from '@/lib/policy/facts';
import type { Comparison, Difference } from './compare';
import type { ReplayOutcome } from './outcome';
import type { RecordedTransaction } from './recorded';

/** By what the messages that would be decided otherwise are grouped. */
export const REPLAY_GROUPINGS = ['senderDomain', 'recipientDomain', 'client'] as const;
export type ReplayGrouping = (typeof REPLAY_GROUPINGS)[number];

/** What becomes of a message that it does not become now; the last three: the same, but with another reply, way out or other setting. */
export const REPLAY_EFFECTS = ['reject', 'tempfail', 'accept', 'open', 'hold', 'discard', 'reply', 'route', 'settings'] as const;
export type ReplayEffect = (typeof REPLAY_EFFECTS)[number];

/** Messages of one sender domain (recipient domain, client) that the draft would treat alike. */
interface ReplayGroup {
  /** Null: the null sender, or no recipient. */
  readonly value: string | null;
  readonly messages: number;
  /** As for the first of them; replies of others may name another domain. */
  readonly before: ReplayOutcome;
  readonly after: ReplayOutcome;
  /** Ids of transactions. */
  readonly examples: readonly string[];
}

export interface ReplayTable {
  /** Most messages first. */
  readonly groups: readonly ReplayGroup[];
  /** Messages of groups that are too many to be listed; one that belongs to several counts in each. */
  readonly further: number;
}

export interface ReplayTotals {
  /** Transactions looked at. */
  readonly judged: number;
  readonly changed: number;
  /** Could not be judged wholly, because a fact was not recorded. */
  readonly incomplete: number;
  /** Changed transactions by what becomes of them; one with several recipients can stand in several. */
  readonly effects: { readonly [Effect in ReplayEffect]?: number };
}

interface Counted extends ReplayGroup {
  messages: number;
  readonly examples: string[];
}

interface Counts {
  readonly groups: Map<string, Counted>;
  further: number;
}

const EXAMPLES = 5;

/**
 * Adds up what a replay finds, in bounded memory: of the groups beyond `keep` the smaller half is let go of from time to time, and its
 * messages are counted as further ones.
 */
export class ReplayTally {
  private judged = 0;
  private changed = 0;
  private incomplete = 0;
  private readonly effects: { [Effect in ReplayEffect]?: number } = {};
  private readonly counts: { readonly [Grouping in ReplayGrouping]: Counts } = {
    senderDomain: { groups: new Map(), further: 0 },
    recipientDomain: { groups: new Map(), further: 0 },
    client: { groups: new Map(), further: 0 },
  };

  private readonly traits = new WeakMap<ReplayOutcome, Traits>();

  constructor(private readonly keep = 10_000) {}

  add({ id, facts }: RecordedTransaction, { differences, incomplete }: Comparison): void {
    this.judged += 1;
    if (incomplete) this.incomplete += 1;
    if (differences.length === 0) return;
    this.changed += 1;
    for (const effect of new Set(differences.map((one) => this.effectOf(one)))) this.effects[effect] = (this.effects[effect] ?? 0) + 1;
    const [senderDomain, client] = [facts['envelope.senderDomain'], facts['connection.remoteIp']];
    this.count('senderDomain', id, differences, () => (isKnown(senderDomain) ? senderDomain : null));
    this.count('recipientDomain', id, differences, ({ recipientDomain }) => recipientDomain);
    this.count('client', id, differences, () => (isKnown(client) ? client : null));
  }

  totals(): ReplayTotals {
    const { judged, changed, incomplete, effects } = this;
    return { judged, changed, incomplete, effects: { ...effects } };
  }

  /** The largest groups. */
  table(grouping: ReplayGrouping, limit: number): ReplayTable {
    const { groups, further } = this.counts[grouping];
    const sorted = [...groups.values()].sort((a, b) => b.messages - a.messages);
    const rest = sorted.slice(limit).reduce((sum, { messages }) => sum + messages, further);
    return { groups: sorted.slice(0, limit).map((group) => ({ ...group, examples: [...group.examples] })), further: rest };
  }

  /** A transaction counts once in a group, however many of its recipients belong to it. */
  private count(
    grouping: ReplayGrouping,
    id: string,
    differences: readonly Difference[],
    groupOf: (difference: Difference) => string | null,
  ): void {
    const counts = this.counts[grouping];
    const seen = new Set<string>();
    for (const difference of differences) {
      const { before, after } = difference;
      const value = groupOf(difference);
      const key = `${value ?? ''}\n${this.traitsOf(before).likeness}\n${this.traitsOf(after).likeness}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const group = counts.groups.get(key) ?? { value, messages: 0, before, after, examples: [] };
      counts.groups.set(key, group);
      group.messages += 1;
      if (group.examples.length < EXAMPLES) group.examples.push(id);
    }
    if (counts.groups.size > this.keep) letGoOfSmaller(counts);
  }

  private effectOf({ before, after }: Pick<Difference, 'before' | 'after'>): ReplayEffect {
    if (before.kind !== after.kind) return after.kind;
    const [{ route }, { route: other }] = [this.traitsOf(before), this.traitsOf(after)];
    if (route === null || other === null) return 'reply';
    return route === other ? 'settings' : 'route';
  }

  /** Found once for each object: equal outcomes usually are one. */
  private traitsOf(outcome: ReplayOutcome): Traits {
    const known = this.traits.get(outcome);
    if (known !== undefined) return known;
    const traits = { likeness: JSON.stringify(likeness(outcome)), route: 'route' in outcome ? JSON.stringify(outcome.route) : null };
    this.traits.set(outcome, traits);
    return traits;
  }
}

/** What the outcome is compared by. */
interface Traits {
  readonly likeness: string;
  /** Null where nothing is sent on. */
  readonly route: string | null;
}

function letGoOfSmaller(counts: Counts): void {
  const smaller = [...counts.groups].sort(([, a], [, b]) => a.messages - b.messages).slice(0, Math.ceil(counts.groups.size / 2));
  for (const [key, { messages }] of smaller) {
    counts.groups.delete(key);
    counts.further += messages;
  }
}

/** Equal for outcomes that differ only in the domain that they name. */
function likeness(outcome: ReplayOutcome): unknown {
  switch (outcome.kind) {
    case 'reject':
    case 'tempfail':
      return [outcome.kind, outcome.reply.code, outcome.reply.enhanced];
    case 'accept':
    case 'hold': {
      if (outcome.route === null) return [outcome.kind, outcome.others];
      const { nextHop, demand } = outcome.route;
      return [outcome.kind, outcome.others, demand, nextHop.kind === 'mx' ? nextHop.port : nextHop.hosts];
    }
    default:
      return [outcome.kind];
  }
}
