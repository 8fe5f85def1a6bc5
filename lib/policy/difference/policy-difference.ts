import type { AcceptanceSettings, RoutingSettings } from '../basic-settings';
import type { LocalDomain } from '../local-domain';
import type { NamedList } from '../named-list';
import type { Policy } from '../policy';
import type { Rule } from '../rule';
import { movedIds } from './moved';

/** One item of the policy, which only the earlier state has (`after` null), only the later one (`before` null), or both, differently. */
export interface Change<Content> {
  readonly before: Content | null;
  readonly after: Content | null;
}

/** A rule with its number in the list, from 1. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly order: number;
}

export interface RuleChange extends Change<PlacedRule> {
  /** It stands elsewhere among the rules that both states have. */
  readonly moved: boolean;
}

export interface PolicyDifference {
  /** In the order of the later list; what it no longer has, where it stood. */
  readonly rules: readonly RuleChange[];
  readonly localDomains: readonly Change<LocalDomain>[];
  readonly namedLists: readonly Change<NamedList>[];
  /** Null: the page is the same. */
  readonly acceptance: Change<AcceptanceSettings> | null;
  readonly routing: Change<RoutingSettings> | null;
}

/** What changed from one state of the policy to another. Pure; equal states have an empty difference. */
export function policyDifference(before: Policy, after: Policy): PolicyDifference {
  return {
    rules: ruleChanges(before.rules, after.rules),
    localDomains: itemChanges(before.localDomains, after.localDomains, ({ domain }) => domain),
    namedLists: itemChanges(before.namedLists, after.namedLists, ({ name }) => name),
    acceptance: pageChange(before.acceptance, after.acceptance),
    routing: pageChange(before.routing, after.routing),
  };
}

function ruleChanges(before: readonly Rule[], after: readonly Rule[]): RuleChange[] {
  const moved = movedIds(before.map(idOf), after.map(idOf));
  return pairs(before.map(placed), after.map(placed), ({ rule }) => rule.id)
    .map((pair) => ({ ...pair, moved: pair.after !== null && moved.has(pair.after.rule.id) }))
    .filter((change) => change.moved || !same(change.before?.rule ?? null, change.after?.rule ?? null))
    .sort((a, b) => orderOf(a) - orderOf(b));
}

const idOf = ({ id }: { readonly id: string }): string => id;
const placed = (rule: Rule, i: number): PlacedRule => ({ rule, order: i + 1 });
const orderOf = ({ before, after }: RuleChange): number => after?.order ?? before?.order ?? 0;

/** Sorted by name, the later one. */
function itemChanges<Item extends { readonly id: string }>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
): Change<Item>[] {
  const name = (change: Change<Item>): string => {
    const item = change.after ?? change.before;
    return item === null ? '' : nameOf(item);
  };
  return pairs(before, after, idOf)
    .filter(({ before: old, after: now }) => !same(old, now))
    .sort((a, b) => compareText(name(a), name(b)));
}

/** The items of both, matched by id. */
function pairs<Item>(before: readonly Item[], after: readonly Item[], id: (item: Item) => string): Change<Item>[] {
  const earlier = new Map(before.map((item) => [id(item), item]));
  const later = new Set(after.map(id));
  return [
    ...before.filter((item) => !later.has(id(item))).map((item) => ({ before: item, after: null })),
    ...after.map((item) => ({ before: earlier.get(id(item)) ?? null, after: item })),
  ];
}

function pageChange<Settings>(before: Settings, after: Settings): Change<Settings> | null {
  return same(before, after) ? null : { before, after };
}

/** Both have been read by the same schema, which writes their members in the same order. */
function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
