import { formatHostPort } from '@/lib/mail/host';
import { type CheckedPolicy, type Finding, finding } from './definition';
import { relayHostsOf } from './relay-hosts';

/** A rule that relays mail to a listener of this gateway. */
export function loop({ rules, own }: CheckedPolicy): readonly Finding[] {
  return relayHostsOf(rules)
    .filter(({ host, port }) => own.hosts.has(host.toLowerCase()) && own.ports.has(port))
    .map(({ rule, host, port }) => finding('loop', 'warning', [rule], (words) => words.loop(rule.name, formatHostPort(host, port))));
}
