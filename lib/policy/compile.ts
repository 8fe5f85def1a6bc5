import { networkMatcher } from '@/lib/mail/network';
import { CATALOGUE, type Catalogue } from './catalogue';
import { type CompiledRule, compileRule } from './compile-rule';
import { largestLimits, type MessageLimits } from './largest-limits';
import type { LocalDomain } from './local-domain';
import type { Policy } from './policy';
import type { Rule } from './rule';
import { buildRuleIndex, type RuleIndex } from './rule-index';
import { isRelaySetting, SETTING_NAMES, type SettingName } from './settings';
import { sharingParts } from './share-parts';

/** A policy prepared for many decisions. Made once per revision. */
export interface CompiledPolicy {
  readonly policy: Policy;
  readonly indexes: { readonly [Name in SettingName]: RuleIndex };
  /** The settings that are read in the session and when a delivery starts: the verdict, and those that some rule sets. */
  readonly reads: { readonly session: readonly SettingName[]; readonly relay: readonly SettingName[] };
  /** The most that any rule or the Basic Settings can allow a message. */
  readonly largest: MessageLimits;
  readonly localDomains: ReadonlyMap<string, LocalDomain>;
  readonly isInRelayNetwork: (ip: string) => boolean;
}

/** @throws Error if a rule does not fit the catalogue; policies that were parsed always do */
export function compilePolicy(policy: Policy, catalogue: Catalogue = CATALOGUE): CompiledPolicy {
  const parts = sharingParts(catalogue);
  const rules = policy.rules.flatMap((rule, i): CompiledRule[] => (isJudged(rule) ? [compileRule(rule, i + 1, parts)] : []));
  const isSet = (name: SettingName) => name === 'verdict' || rules.some(({ effects }) => effects[name] !== undefined);
  const reads = SETTING_NAMES.filter(isSet);
  const indexOf = (name: SettingName) => buildRuleIndex(reads.includes(name) ? rules : [], name);
  return {
    policy,
    indexes: {
      verdict: indexOf('verdict'),
      localDelivery: indexOf('localDelivery'),
      relaying: indexOf('relaying'),
      maxMessageSize: indexOf('maxMessageSize'),
      maxRecipients: indexOf('maxRecipients'),
      maxReceivedHeaders: indexOf('maxReceivedHeaders'),
      relayHost: indexOf('relayHost'),
      relayEncryption: indexOf('relayEncryption'),
      relayCertificateCheck: indexOf('relayCertificateCheck'),
      relayTlsProfile: indexOf('relayTlsProfile'),
    },
    reads: { session: reads.filter((name) => !isRelaySetting(name)), relay: reads.filter(isRelaySetting) },
    largest: largestLimits(policy.acceptance, rules),
    localDomains: new Map(policy.localDomains.map((local) => [local.domain, local])),
    isInRelayNetwork: networkMatcher(policy.routing.relayNetworks),
  };
}

function isJudged(rule: Rule): rule is Rule & { readonly mode: CompiledRule['mode'] } {
  return rule.mode !== 'disabled';
}
