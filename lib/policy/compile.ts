import { networkMatcher } from '@/lib/mail/network';
import { CATALOGUE, type Catalogue } from './catalogue';
import { type CompiledRule, compileRule } from './compile-rule';
import { Gathered } from './gathered';
import { largestLimits, type MessageLimits } from './largest-limits';
import { listResolver } from './list-references';
import type { LocalDomain } from './local-domain';
import type { Lookup } from './lookup-facts';
import { Places } from './places';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { RuleIndex } from './rule-index';
import { isRelaySetting, type SettingName } from './settings';
import { sharingParts } from './share-parts';

/** A policy prepared for many decisions. Made once per revision. */
export interface CompiledPolicy {
  readonly policy: Policy;
  /** Of the settings that are read: the verdict, and those that some rule sets. */
  readonly indexes: ReadonlyMap<SettingName, RuleIndex>;
  /** These settings, as they are read in the session and when a delivery starts. */
  readonly reads: { readonly session: readonly SettingName[]; readonly relay: readonly SettingName[] };
  /** The most that any rule or the Basic Settings can allow a message. */
  readonly largest: MessageLimits;
  /** All that any rule can ask to be looked up. */
  readonly lookups: readonly Lookup[];
  /** Names of the header fields that some rule reads, in lower case. */
  readonly headers: ReadonlySet<string>;
  readonly localDomains: ReadonlyMap<string, LocalDomain>;
  readonly isInRelayNetwork: (ip: string) => boolean;
}

/** @throws Error if a rule does not fit the catalogue; policies that were parsed always do */
export function compilePolicy(policy: Policy, catalogue: Catalogue = CATALOGUE): CompiledPolicy {
  const steps = compileSteps(policy, catalogue);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps, so that whoever compiles a long list can let others in between. @throws Error as compilePolicy */
export function* compileSteps(policy: Policy, catalogue: Catalogue = CATALOGUE): Generator<void, CompiledPolicy> {
  const parts = sharingParts(catalogue);
  const resolve = listResolver(policy.namedLists, catalogue);
  const rules: CompiledRule[] = [];
  const places = new Places();
  const gathered = new Gathered();
  for (const [i, rule] of policy.rules.entries()) {
    if (!isJudged(rule)) continue;
    const compiled = compileRule(resolve(rule), i + 1, parts);
    rules.push(compiled);
    gathered.add(compiled);
    yield;
  }
  for (const rule of Places.hasChoice(rules) ? rules : []) {
    places.count(rule);
    yield;
  }
  const reads = gathered.settings;
  const indexes = new Map(reads.map((name) => [name, new RuleIndex(name)]));
  for (const rule of rules) {
    const place = places.of(rule);
    for (const index of indexes.values()) index.add(rule, place);
    yield;
  }
  return {
    policy,
    indexes,
    reads: { session: reads.filter((name) => !isRelaySetting(name)), relay: reads.filter(isRelaySetting) },
    largest: largestLimits(policy.acceptance, rules),
    lookups: gathered.lookups,
    headers: gathered.headers,
    localDomains: new Map(policy.localDomains.map((local) => [local.domain, local])),
    isInRelayNetwork: networkMatcher(policy.routing.relayNetworks),
  };
}

function isJudged(rule: Rule): rule is Rule & { readonly mode: CompiledRule['mode'] } {
  return rule.mode !== 'disabled';
}
