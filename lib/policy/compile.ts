import { networkMatcher } from '@/lib/mail/network';
import { CATALOGUE, type Catalogue } from './catalogue';
import { type CompiledRule, compileRule } from './compile-rule';
import type { LocalDomain } from './local-domain';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { buildRuleIndex, type RuleIndex } from './rule-index';
import type { SettingName } from './settings';
import { sharingParts } from './share-parts';

/** A policy prepared for many decisions. Made once per revision. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly indexes: { readonly [Name in SettingName]: RuleIndex };
  readonly localDomains: ReadonlyMap<string, LocalDomain>;
  readonly isInRelayNetwork: (ip: string) => boolean;
}

/** @throws Error if a rule does not fit the catalogue; policies that were parsed always do */
export function compilePolicy(policy: Policy, catalogue: Catalogue = CATALOGUE): CompiledPolicy {
  const parts = sharingParts(catalogue);
  const rules = policy.rules.flatMap((rule, i): CompiledRule[] => (isJudged(rule) ? [compileRule(rule, i + 1, parts)] : []));
  return {
    policy,
    indexes: {
      verdict: buildRuleIndex(rules, 'verdict'),
      relayHost: buildRuleIndex(rules, 'relayHost'),
      relayEncryption: buildRuleIndex(rules, 'relayEncryption'),
      relayCertificateCheck: buildRuleIndex(rules, 'relayCertificateCheck'),
    },
    localDomains: new Map(policy.localDomains.map((local) => [local.domain, local])),
    isInRelayNetwork: networkMatcher(policy.routing.relayNetworks),
  };
}

function isJudged(rule: Rule): rule is Rule & { readonly mode: CompiledRule['mode'] } {
  return rule.mode !== 'disabled';
}
