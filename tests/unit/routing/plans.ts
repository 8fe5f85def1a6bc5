import type { CertificateCheck, TlsDemand } from '@/lib/mail/tls-level';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import { compilePolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import type { RelayTarget } from '@/lib/policy/relay-target';
import { connectionKey } from '@/lib/routing/connection-key';
import type { NextHop } from '@/lib/routing/next-hop';
import { type DeliveryPlan, planDelivery } from '@/lib/routing/plan-delivery';
import { policyOf, rule, type ShortRule } from '../policy/rules';

export function facts(domain: string | null): Facts {
  return {
    'time.now': '2026-11-24T06:30:00.000Z',
    'connection.remoteIp': '192.0.2.7',
    'connection.encrypted': true,
    'session.authenticatedUser': null,
    'envelope.sender': 'a@sender.tld',
    'envelope.senderDomain': 'sender.tld',
    'recipient.address': domain === null ? 'postmaster' : `b@${domain}`,
    'recipient.domain': domain,
    'recipient.relayed': domain !== 'local.tld' && domain !== null,
    'message.size': 100,
  };
}

const LOCAL: RelayTarget = {
  hosts: [{ host: 'mail.local.tld', port: null }],
  encryption: 'starttls',
  certificateCheck: { kind: 'trusted' },
  authentication: null,
};
export const SMART: RelayTarget = {
  hosts: [{ host: 'smart.tld', port: 2525 }],
  encryption: 'opportunistic',
  certificateCheck: null,
  authentication: null,
};

/** What is planned for a recipient of this domain. */
export function plan(
  domain: string | null,
  rules: readonly ShortRule[] = [],
  routing: Partial<RoutingSettings> = {},
  deliverTo = LOCAL,
): DeliveryPlan {
  const policy = policyOf({
    rules: rules.map((short, i) => rule({ name: `r${i + 1}`, ...short })),
    localDomains: [{ domain: 'local.tld', deliverTo }],
    routing,
  });
  return planDelivery(compilePolicy(policy), facts(domain));
}

/** `mail.local.tld:25 starttls trusted`. */
export function inShort(result: DeliveryPlan): string {
  if (result.kind === 'undetermined') return `undetermined: ${result.reason}`;
  return routeInShort(result);
}

/** What two deliveries must have in common to share a connection; of what cannot be planned, nothing. */
export function keyOf(result: DeliveryPlan): string | null {
  return result.kind === 'plan' ? connectionKey(result) : null;
}

/** The same of a route alone. */
export function routeInShort({ nextHop, demand }: { readonly nextHop: NextHop; readonly demand: TlsDemand }): string {
  const hop =
    nextHop.kind === 'mx' ? `mx ${nextHop.domain}:${nextHop.port}` : nextHop.hosts.map(({ host, port }) => `${host}:${port}`).join(',');
  const more = 'check' in demand ? [...checkInShort(demand.check), ...(demand.profile === 'compatible' ? [] : [demand.profile])] : [];
  return [hop, demand.startsWith, ...more].join(' ');
}

function checkInShort(given: CertificateCheck): string[] {
  return given.kind === 'fingerprint' ? [given.kind, given.sha256.slice(0, 3)] : [given.kind];
}

export const host = (...hosts: { host: string; port: number | null }[]) => ['relay.host', { to: 'hosts', hosts }] as const;
export const ssl = ['relay.ssl-encryption', { ssl: true }] as const;
export const starttls = (use: string) => ['relay.starttls', { use }] as const;
export const check = (kind: string, more = {}) => ['relay.certificate-check', { kind, ...more }] as const;
export const profile = (name: string) => ['relay.tls-profile', { profile: name }] as const;
export const from = (address: string) => ['relay.source-address', { address }] as const;
export const partner = { host: 'mx.partner.tld', port: null };
