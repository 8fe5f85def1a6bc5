import type { CertificateCheck, TlsDemand } from '@/lib/mail/tls-level';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import { type RelayAuthentication, withoutPassword } from '@/lib/policy/authentication';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision, RuleReference, SettingOutcome } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import { type Facts, isLookupFailed } from '@/lib/policy/facts';
import type { RelayTarget } from '@/lib/policy/relay-target';
import { isRelaySetting, type RelayEncryption, type RelayHost, SETTING_NAMES, type SettingName } from '@/lib/policy/settings';
import { findLocalDomain } from './local-domains';
import { type NextHop, nextHopOf } from './next-hop';
import { type TlsFailurePlan, tlsFailurePlan } from './tls-failure-plan';

export type DeliveryPlan =
  | {
      readonly kind: 'plan';
      readonly nextHop: NextHop;
      /** The least that a connection must have, on every attempt and for every host. */
      readonly demand: TlsDemand;
      /** How to sign in to the next hop; null: not at all. Only to hosts that are named, and only with a demand of TLS. */
      readonly authentication: RelayAuthentication | null;
      /** The local address to send from; null: as the system chooses. */
      readonly sourceAddress: string | null;
      /** What to do where a next hop does not meet the demand. Never with less. */
      readonly tlsFailure: TlsFailurePlan;
      /** The rules that set the routing; empty where local domain and Basic Settings alone decided. */
      readonly decidedBy: readonly RoutingRule[];
      /** Rules that were true besides: monitored ones, and those that others stood before. */
      readonly matched: readonly MatchedRule[];
      readonly decision: Decision;
    }
  /** The routing depends on a fact that is not known, or nothing says where to go: the delivery waits. */
  | { readonly kind: 'undetermined'; readonly reason: string; readonly decision: Decision };

type RoutingRule = RuleReference & { readonly setting: SettingName };

/** `settings`: what it would have set if it were enforced; empty where it had nothing to say. */
type MatchedRule = RuleReference & { readonly mode: 'enforce' | 'monitor'; readonly settings: readonly SettingName[] };

/**
 * Where and how one recipient's mail is delivered: what the rules set, else what the local domain or the smart host says, else the
 * recipient's MX with opportunistic STARTTLS. A certificate check, TLS profile or authentication demands encryption with it; TLS that
 * is demanded is never given up.
 * @param facts of the transaction and of the recipient, with the present time
 */
export function planDelivery(compiled: CompiledPolicy, facts: Facts): DeliveryPlan {
  const decision = evaluate(compiled, facts, 'relay');
  const host = settled(decision.settings.relayHost);
  const encryption = settled(decision.settings.relayEncryption);
  const check = settled(decision.settings.relayCertificateCheck);
  const profile = settled(decision.settings.relayTlsProfile);
  const failure = settled(decision.settings.relayTlsFailure);
  const authentication = settled(decision.settings.relayAuthentication);
  const source = settled(decision.settings.relaySourceAddress);
  const all = [host, encryption, check, profile, failure, authentication, source];
  const undetermined = all.map((each) => each.undetermined).find((why) => why !== null) ?? null;
  if (undetermined !== null) return { kind: 'undetermined', reason: undetermined, decision };

  const domain = facts['recipient.domain'];
  if (domain === undefined || isLookupFailed(domain)) return { kind: 'undetermined', reason: 'the recipient is not known', decision };
  const { routing } = compiled.policy;
  const target = findLocalDomain(compiled, domain)?.deliverTo ?? routing.smartHost;
  // A password is for the hosts that it was set with.
  const signIn = authentication.value ?? (host.value === null && target?.authentication ? withoutPassword(target.authentication) : null);
  const demand = demandOf({
    encryption: encryption.value,
    check: check.value,
    profile: profile.value,
    signsIn: signIn !== null,
    // What is asked of a target's own certificate says nothing about another host's.
    target: host.value === null ? target : target && { ...target, certificateCheck: null },
    routing,
  });
  const goesTo: RelayHost = host.value ?? (target === null ? { kind: 'mx' } : { kind: 'hosts', hosts: target.hosts });
  const nextHop = nextHopOf(goesTo, domain, demand);
  if (nextHop === null) return { kind: 'undetermined', reason: 'an address without a domain has no MX', decision };
  if (signIn !== null && goesTo.kind === 'mx') return { kind: 'undetermined', reason: PASSWORD_FOR_MX, decision };
  const decidedBy = rulesOf(decision);
  return {
    kind: 'plan',
    nextHop,
    demand,
    authentication: signIn,
    sourceAddress: source.value ?? routing.sourceAddress,
    tlsFailure: tlsFailurePlan(failure.value ?? routing.tlsFailure, demand),
    decidedBy,
    matched: matchedBesides(decision, decidedBy),
    decision,
  };
}

const PASSWORD_FOR_MX = 'a rule signs in with a password, but no host is named, and no MX is ever given a password';

interface Settled<Value> {
  readonly value: Value | null;
  /** Why nobody can say which value applies. */
  readonly undetermined: string | null;
}

function settled<Value>(outcome: SettingOutcome<Value> | undefined): Settled<Value> {
  switch (outcome?.state) {
    case undefined:
      return { value: null, undetermined: null };
    case 'decided':
      return { value: outcome.value, undetermined: null };
    case 'undetermined':
      return { value: null, undetermined: `rule "${outcome.by.name}": look-up failed: ${outcome.by.reason}` };
    case 'open':
      return { value: null, undetermined: `rule "${outcome.heldBy.name}" needs a fact that was not recorded` };
  }
}

interface DemandParts {
  readonly encryption: RelayEncryption | null;
  readonly check: CertificateCheck | null;
  readonly profile: TlsProfileName | null;
  readonly signsIn: boolean;
  readonly target: RelayTarget | null;
  readonly routing: RoutingSettings;
}

function demandOf({ encryption, check, profile, signsIn, target, routing }: DemandParts): TlsDemand {
  const startsWith = encryption ?? target?.encryption ?? routing.defaultStarttls;
  const demanded = {
    check: check ?? target?.certificateCheck ?? routing.defaultCertificateCheck,
    profile: profile ?? routing.defaultTlsProfile,
  };
  if (startsWith === 'starttls' || startsWith === 'implicit') return { startsWith, ...demanded };
  return check === null && profile === null && !signsIn ? { startsWith } : { startsWith: 'starttls', ...demanded };
}

function rulesOf({ settings }: Decision): RoutingRule[] {
  const names = [
    'relayHost',
    'relayEncryption',
    'relayCertificateCheck',
    'relayTlsProfile',
    'relayTlsFailure',
    'relayAuthentication',
    'relaySourceAddress',
  ] as const;
  return names.flatMap((setting): RoutingRule[] => {
    const outcome = settings[setting];
    if (outcome?.state !== 'decided' || outcome.by.kind !== 'rule') return [];
    const { ruleId, name, order } = outcome.by;
    return [{ ruleId, name, order, setting }];
  });
}

/** Rules about the answer to the client are told of with that answer. */
function matchedBesides({ trace }: Decision, decidedBy: readonly RoutingRule[]): MatchedRule[] {
  return trace.flatMap(({ ruleId, name, order, mode, outcome, inSpan, effects }): MatchedRule[] => {
    if (outcome !== 'true' || inSpan === 'false' || decidedBy.some((rule) => rule.ruleId === ruleId)) return [];
    const set = SETTING_NAMES.filter((setting) => effects[setting] !== undefined);
    return set.every(isRelaySetting) ? [{ ruleId, name, order, mode, settings: set }] : [];
  });
}
