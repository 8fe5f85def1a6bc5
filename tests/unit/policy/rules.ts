import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING, type RoutingSettings } from '@/lib/policy/basic-settings';
import type { LocalDomain } from '@/lib/policy/local-domain';
import type { NamedListDraft } from '@/lib/policy/named-list';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import type { Policy } from '@/lib/policy/policy';
import type { Rule } from '@/lib/policy/rule';

type Part = readonly [id: string, parameters: Readonly<Record<string, unknown>>];

export interface ShortRule extends Partial<Omit<Rule, 'conditions' | 'actions'>> {
  readonly conditions?: readonly Part[];
  readonly actions?: readonly Part[];
}

/** A rule as short as a test can write it: enforced, ALL of its conditions, rejecting. Parsed like one from the editor. */
export function rule({ conditions = [], actions = [['smtp.action', { outcome: 'reject' }]], ...rest }: ShortRule): Rule {
  const name = rest.name ?? 'rule';
  return { id: rest.id ?? name, ...ruleDraftSchema.parse(draft({ ...rest, name, conditions, actions })) };
}

/** The same as it comes from outside, not parsed. */
export function draft({ conditions = [], actions = [['smtp.action', { outcome: 'reject' }]], ...rest }: ShortRule) {
  return {
    name: 'rule',
    mode: 'enforce',
    match: 'all',
    ...rest,
    conditions: conditions.map(([condition, parameters]) => ({ kind: 'condition', condition, parameters })),
    actions: actions.map(([action, parameters]) => ({ action, parameters })),
  };
}

export interface ShortPolicy {
  readonly rules?: readonly Rule[];
  readonly localDomains?: readonly Omit<LocalDomain, 'id'>[];
  readonly namedLists?: readonly NamedListDraft[];
  readonly routing?: Partial<RoutingSettings>;
}

export function policyOf({ rules = [], localDomains = [], namedLists = [], routing = {} }: ShortPolicy): Policy {
  return {
    revision: 1,
    rules,
    acceptance: DEFAULT_ACCEPTANCE,
    routing: { ...DEFAULT_ROUTING, ...routing },
    localDomains: localDomains.map((local, i) => ({ id: `00000000-0000-4000-8000-00000000000${i}`, ...local })),
    namedLists: namedLists.map((list, i) => ({ id: `00000000-0000-4000-9000-00000000000${i}`, ...list })),
  };
}

export const from = (...domains: string[]): Part => ['delivery.sender-domain', { operator: 'is', domains }];
export const to = (...domains: string[]): Part => ['recipient.domain', { operator: 'is', domains }];
export const toAddress = (...addresses: string[]): Part => ['recipient.address', { operator: 'is', addresses }];
export const encrypted = (is: boolean): Part => ['connection.is-ssl', { encrypted: is }];
export const relaying = (is: boolean): Part => ['delivery.relaying-mail', { relaying: is }];
export const larger = (size: number): Part => ['message.size', { operator: 'greater-than', size }];
export const answer = (outcome: string): Part => ['smtp.action', { outcome }];
