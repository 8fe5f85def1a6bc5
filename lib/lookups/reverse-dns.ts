import { networkMatcher } from '@/lib/mail/network';
import { reverseName } from '@/lib/mail/reversed-address';
import type { AskDns } from '@/lib/net/dns-cache';
import { lookUpRecords } from '@/lib/net/dns-records';
import type { Facts } from '@/lib/policy/facts';

/** Names of one address that are followed (as RFC 7208 5.5 has it). */
const MOST_NAMES = 10;

/** The name of a client's address and whether it leads back to the address ("forward-confirmed reverse DNS"). Of several the first by the alphabet. */
export async function lookUpReverseDns(ip: string, ask: AskDns, signal: AbortSignal): Promise<Facts> {
  const names = await lookUpRecords(ask, 'PTR', reverseName(ip), signal);
  if (names.kind === 'failed') return failed(names.why);
  if (names.kind !== 'found') return { 'connection.remoteHostName': null, 'connection.reverseDns': 'none' };

  const isClient = networkMatcher([ip]);
  const sorted = [...new Set(names.records.map((name) => name.toLowerCase().replace(/\.$/, '')))].sort().slice(0, MOST_NAMES);
  const type = ip.includes(':') ? 'AAAA' : 'A';
  const answers = await Promise.all(sorted.map(async (name) => ({ name, addresses: await lookUpRecords(ask, type, name, signal) })));
  const confirmed = answers.find(({ addresses }) => addresses.kind === 'found' && addresses.records.some(isClient));
  if (confirmed !== undefined) return { 'connection.remoteHostName': confirmed.name, 'connection.reverseDns': 'pass' };
  // The one that failed may be the one that leads back.
  for (const { addresses } of answers) if (addresses.kind === 'failed') return failed(addresses.why);
  return { 'connection.remoteHostName': null, 'connection.reverseDns': 'fail' };
}

function failed(lookupFailed: string): Facts {
  return { 'connection.remoteHostName': { lookupFailed }, 'connection.reverseDns': { lookupFailed } };
}
