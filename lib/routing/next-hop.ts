import type { TlsDemand } from '@/lib/mail/tls-level';
import type { RelayHost } from '@/lib/policy/settings';

/** Where a recipient's mail goes next. */
export type NextHop =
  /** Tried in this order. */
  | { readonly kind: 'hosts'; readonly hosts: readonly { readonly host: string; readonly port: number }[] }
  /** The mail exchangers of the domain (RFC 5321 5.1). */
  | { readonly kind: 'mx'; readonly domain: string; readonly port: number };

/** @param domain of the recipient @returns null if it has none, and so no MX */
export function nextHopOf(host: RelayHost, domain: string | null, demand: TlsDemand): NextHop | null {
  if (host.kind === 'hosts') return hostsHop(host.hosts, demand);
  if (domain === null) return null;
  const port = defaultPort(demand);
  const literal = /^\[(?:IPv6:)?(?<address>[^\]]+)\]$/.exec(domain)?.groups?.address;
  return literal === undefined ? { kind: 'mx', domain, port } : { kind: 'hosts', hosts: [{ host: literal, port }] };
}

export function hostsHop(hosts: Extract<RelayHost, { kind: 'hosts' }>['hosts'], demand: TlsDemand): NextHop {
  return { kind: 'hosts', hosts: hosts.map(({ host, port }) => ({ host, port: port ?? defaultPort(demand) })) };
}

function defaultPort({ startsWith }: TlsDemand): number {
  return startsWith === 'implicit' ? 465 : 25;
}
