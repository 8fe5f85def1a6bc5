import net from 'node:net';
import type { NextHop } from '@/lib/routing/next-hop';
import { type Failure, forNow } from '../failure';
import type { Candidate } from '../resolve-next-hop';
import type { DaneExpectation } from './judge-chain';
import type { SignedDns } from './signed-dns';
import { usableRecords } from './tlsa-record';

export type Expected =
  | { readonly kind: 'expects'; readonly expectation: DaneExpectation }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What one host of a next hop has to prove by its TLSA records; a failure if DANE cannot be used with it. Never permanent. */
export async function expectDane({ host, port }: Candidate, nextHop: NextHop, dns: SignedDns): Promise<Expected> {
  if (net.isIP(host) !== 0) return notAvailable(`${host} is an address: DANE needs a host name.`);
  const answer = await dns.tlsa(host, port);
  const { owner } = answer;
  switch (answer.kind) {
    case 'failed': {
      const why = `The TLSA records ${owner} could not be looked up (${answer.why}): the resolver is not reached, or DNSSEC found them forged.`;
      return { kind: 'failed', failure: forNow('dns-failure', '4.7.5', why) };
    }
    case 'none':
      return notAvailable(answer.signed ? `${host} has no TLSA records (${owner}).` : `${owner} is not signed (DNSSEC).`);
    case 'found': {
      const records = usableRecords(answer.records);
      if (records.length === 0) return notAvailable(`None of the TLSA records ${owner} is one for mail servers (usage 2 or 3).`);
      const names = nextHop.kind === 'mx' ? [...new Set([answer.host, nextHop.domain])] : [answer.host];
      return { kind: 'expects', expectation: { owner, serverName: answer.host, names, records } };
    }
  }
}

/** No resolver that DNSSEC answers are believed of. */
export const NO_VALIDATING_RESOLVER = forNow(
  'dane-not-available',
  '4.7.5',
  'DANE needs a validating DNS resolver: name one in DNS_SERVERS, or run one on this machine.',
);

function notAvailable(why: string): Expected {
  return { kind: 'failed', failure: forNow('dane-not-available', '4.7.5', why) };
}
