import { formatHostPort } from '@/lib/mail/host';
import { type CheckedPolicy, type Finding, finding } from './definition';
import { relayHostsOf } from './relay-hosts';

/** Ports on which a server speaks first, in plain text, and TLS begins with STARTTLS (RFC 3207, RFC 6409). */
const STARTTLS_PORTS: ReadonlySet<number> = new Set([25, 587]);

/** A rule that asks for TLS from the first byte on a port where nobody speaks it. */
export function sslPort({ rules }: CheckedPolicy): readonly Finding[] {
  return relayHostsOf(rules)
    .filter(({ rule, port }) => rule.effects.relayEncryption === 'implicit' && STARTTLS_PORTS.has(port))
    .map(({ rule, host, port }) =>
      finding('ssl-port', 'warning', [rule], (words) => words.sslPort(rule.name, formatHostPort(host, port), port)),
    );
}
