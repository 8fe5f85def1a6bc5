import type { CertificateCheck, TlsDemand } from '@/lib/mail/tls-level';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision, RuleReference, SettingOutcome } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import { type Facts, isLookupFailed } from '@/lib/policy/facts';
import type { RelayTarget } from '@/lib/policy/relay-target';
import type { RelayEncryption, RelayHost, SettingName } from '@/lib/policy/settings';
import { findLocalDomain } from './local-domains';

/** Where a recipient's mail goes next. */
export type NextHop =
  /** Tried in this order. */
  | { readonly kind: 'hosts'; readonly hosts: readonly { readonly host: string; readonly port: number }[] }
  /** The mail exchangers of the domain (RFC 5321 5.1). */
  | { readonly kind: 'mx'; readonly domain: string; readonly port: number };

export type DeliveryPlan =
  | {
      readonly kind: 'plan';
      readonly nextHop: NextHop;
      /** The least that a connection must have, on every attempt and for every host. */
      readonly demand: TlsDemand;
      /** The rules that set the routing; empty where local domain and Basic Settings alone decided. */
      readonly decidedBy: readonly RoutingRule[];
      /** Equal for deliveries that may share a connection: the same next hop under the same demand. */
      readonly key: string;
      readonly decision: Decision;
    }
  /** The routing depends on a fact that is not known, or nothing says where to go: the delivery waits. */
  | { readonly kind: 'undetermined'; readonly reason: string; readonly decision: Decision };

type RoutingRule = RuleReference & { readonly setting: SettingName };

/**
 * Where and how one recipient's mail is delivered: what the rules set, else what the local domain or the smart host says, else the
 * recipient's MX with opportunistic STARTTLS. A certificate check or TLS profile set by a rule demands encryption with it; TLS that is
 * demanded is never given up.
 * @param facts of the transaction and of the recipient, with the present time
 */
export function planDelivery(compiled: CompiledPolicy, facts: Facts): DeliveryPlan {
  const decision = evaluate(compiled, facts, 'relay');
  const host = settled(decision.settings.relayHost);
  const encryption = settled(decision.settings.relayEncryption);
  const check = settled(decision.settings.relayCertificateCheck);
  const profile = settled(decision.settings.relayTlsProfile);
  const undetermined = host.undetermined ?? encryption.undetermined ?? check.undetermined ?? profile.undetermined;
  if (undetermined !== null) return { kind: 'undetermined', reason: undetermined, decision };

  const domain = facts['recipient.domain'];
  if (domain === undefined || isLookupFailed(domain)) return { kind: 'undetermined', reason: 'the recipient is not known', decision };
  const target = findLocalDomain(compiled, domain)?.deliverTo ?? compiled.policy.routing.smartHost;
  const demand = demandOf({
    encryption: encryption.value,
    check: check.value,
    profile: profile.value,
    // What is asked of a target's own certificate says nothing about another host's.
    target: host.value === null ? target : target && { ...target, certificateCheck: null },
    routing: compiled.policy.routing,
  });
  const nextHop = nextHopOf(host.value ?? (target === null ? { kind: 'mx' } : { kind: 'hosts', hosts: target.hosts }), domain, demand);
  if (nextHop === null) return { kind: 'undetermined', reason: 'an address without a domain has no MX', decision };
  return { kind: 'plan', nextHop, demand, decidedBy: rulesOf(decision), key: JSON.stringify([nextHop, demand]), decision };
}

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
  readonly target: RelayTarget | null;
  readonly routing: RoutingSettings;
}

function demandOf({ encryption, check, profile, target, routing }: DemandParts): TlsDemand {
  const startsWith = encryption ?? target?.encryption ?? 'opportunistic';
  const demanded = {
    check: check ?? target?.certificateCheck ?? routing.defaultCertificateCheck,
    profile: profile ?? routing.defaultTlsProfile,
  };
  if (startsWith === 'starttls' || startsWith === 'implicit') return { startsWith, ...demanded };
  return check === null && profile === null ? { startsWith } : { startsWith: 'starttls', ...demanded };
}

function nextHopOf(host: RelayHost, domain: string | null, demand: TlsDemand): NextHop | null {
  const defaultPort = demand.startsWith === 'implicit' ? 465 : 25;
  if (host.kind === 'hosts') {
    return { kind: 'hosts', hosts: host.hosts.map((one) => ({ host: one.host, port: one.port ?? defaultPort })) };
  }
  if (domain === null) return null;
  const literal = /^\[(?:IPv6:)?(?<address>[^\]]+)\]$/.exec(domain)?.groups?.address;
  if (literal !== undefined) return { kind: 'hosts', hosts: [{ host: literal, port: defaultPort }] };
  return { kind: 'mx', domain, port: defaultPort };
}

function rulesOf({ settings }: Decision): RoutingRule[] {
  const names = ['relayHost', 'relayEncryption', 'relayCertificateCheck', 'relayTlsProfile'] as const;
  return names.flatMap((setting): RoutingRule[] => {
    const outcome = settings[setting];
    if (outcome?.state !== 'decided' || outcome.by.kind !== 'rule') return [];
    const { ruleId, name, order } = outcome.by;
    return [{ ruleId, name, order, setting }];
  });
}
