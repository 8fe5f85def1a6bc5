import { type Facts, isKnown } from '@/lib/policy/facts';
import type { DnsLookup } from '@/lib/policy/lookup-facts';

const KINDS = {
  'connection.remoteHostName': 'reverse-dns',
  'connection.reverseDns': 'reverse-dns',
  'connection.blockLists': 'block-list',
  'checks.spf': 'spf',
  'checks.dkim': 'dkim',
  'checks.dmarc': 'dmarc',
} as const satisfies { readonly [Fact in DnsLookup['fact']]: string };

/** How a look-up is counted. @param found what it, and those that were made with it, have found */
export function lookupLabels({ fact, zone }: DnsLookup, found: Facts): { kind: string; result: 'found' | 'failed' } {
  const answer = found[fact];
  const lists = found['connection.blockLists'];
  const known = zone === null ? isKnown(answer) : isKnown(lists) && isKnown(lists[zone]);
  return { kind: KINDS[fact], result: known ? 'found' : 'failed' };
}
