import { describe, expect, it } from 'vitest';
import type { Dns, DnsAnswer, MxRecord } from '@/smtp-worker/delivery/dns';
import { type ResolveContext, resolveNextHop } from '@/smtp-worker/delivery/resolve-next-hop';

type Zones = Readonly<Record<string, { readonly mx?: DnsAnswer<MxRecord>; readonly addresses?: DnsAnswer<string> }>>;

function context(zones: Zones, given: Partial<ResolveContext> = {}): ResolveContext {
  const dns: Dns = {
    mx: async (domain) => zones[domain]?.mx ?? { kind: 'no-such-name' },
    addresses: async (host) => zones[host]?.addresses ?? { kind: 'no-such-name' },
  };
  return { dns, random: () => 0.5, hostname: 'mx.siegel.example', isOurs: () => false, ...given };
}

const found = <Record>(...records: Record[]): DnsAnswer<Record> => ({ kind: 'found', records });
const mx = (...records: [string, number][]): DnsAnswer<MxRecord> =>
  found(...records.map(([exchange, priority]) => ({ exchange, priority })));
const toMx = { kind: 'mx', domain: 'partner.example', port: 25 } as const;

async function addresses(zones: Zones, given: Partial<ResolveContext> = {}): Promise<string[] | string> {
  const resolution = await resolveNextHop(toMx, context(zones, given));
  return resolution.kind === 'failed'
    ? `${resolution.failure.reason} ${resolution.failure.status}`
    : resolution.candidates.map(({ host, address, port }) => `${host} ${address} ${port}`);
}

describe('The mail exchangers of a domain', () => {
  it('are tried by preference, each with all its addresses', async () => {
    const zones = {
      'partner.example': { mx: mx(['b.example', 20], ['a.example', 10]) },
      'a.example': { addresses: found('2001:db8::1', '192.0.2.1') },
      'b.example': { addresses: found('192.0.2.2') },
    };
    expect(await addresses(zones)).toEqual(['a.example 2001:db8::1 25', 'a.example 192.0.2.1 25', 'b.example 192.0.2.2 25']);
  });

  it('of equal preference are tried in random order', async () => {
    const zones = {
      'partner.example': { mx: mx(['a.example', 10], ['b.example', 10]) },
      'a.example': { addresses: found('192.0.2.1') },
      'b.example': { addresses: found('192.0.2.2') },
    };
    const draws = [0.9, 0.1];
    expect(await addresses(zones, { random: () => draws.shift() ?? 0 })).toEqual(['b.example 192.0.2.2 25', 'a.example 192.0.2.1 25']);
  });

  it.each<[string, Zones, string[] | string]>([
    [
      'none: the domain itself',
      { 'partner.example': { mx: { kind: 'no-data' }, addresses: found('192.0.2.9') } },
      ['partner.example 192.0.2.9 25'],
    ],
    [
      'none, and no address either',
      { 'partner.example': { mx: { kind: 'no-data' }, addresses: { kind: 'no-data' } } },
      'dns-failure 4.4.3',
    ],
    ['null MX', { 'partner.example': { mx: mx(['', 0]) } }, 'null-mx 5.1.10'],
    ['no such domain', {}, 'no-such-domain 5.1.2'],
    ['look-up failed', { 'partner.example': { mx: { kind: 'failed', why: 'ESERVFAIL' } } }, 'dns-failure 4.4.3'],
    ['that have no address', { 'partner.example': { mx: mx(['a.example', 10]) } }, 'dns-failure 4.4.3'],
    ['that are this gateway alone', { 'partner.example': { mx: mx(['MX.siegel.example', 10], ['later.example', 20]) } }, 'loop 4.4.6'],
    [
      'that are preferred to this gateway',
      {
        'partner.example': { mx: mx(['first.example', 5], ['mx.siegel.example', 10], ['same.example', 10]) },
        'first.example': { addresses: found('192.0.2.5') },
      },
      ['first.example 192.0.2.5 25'],
    ],
  ])('%s', async (_, zones, expected) => {
    expect(await addresses(zones)).toEqual(expected);
  });
});

describe('A configured host', () => {
  it('is looked up for addresses alone, and an address not at all', async () => {
    const nextHop = {
      kind: 'hosts',
      hosts: [
        { host: 'relay.example', port: 465 },
        { host: '192.0.2.8', port: 587 },
      ],
    } as const;
    expect(await resolveNextHop(nextHop, context({ 'relay.example': { addresses: found('192.0.2.7') } }))).toEqual({
      kind: 'candidates',
      candidates: [
        { host: 'relay.example', address: '192.0.2.7', port: 465 },
        { host: '192.0.2.8', address: '192.0.2.8', port: 587 },
      ],
    });
  });

  it('that is ourselves is a loop, unless there is another', async () => {
    const isOurs = (address: string): boolean => address === '192.0.2.1';
    const ours = { host: '192.0.2.1', port: 25 };
    const loop = await resolveNextHop({ kind: 'hosts', hosts: [ours] }, context({}, { isOurs }));
    expect(loop).toMatchObject({ kind: 'failed', failure: { reason: 'loop', permanent: false } });
    const other = { host: '192.0.2.2', port: 25 };
    expect(await resolveNextHop({ kind: 'hosts', hosts: [ours, other] }, context({}, { isOurs }))).toMatchObject({
      candidates: [{ address: '192.0.2.2' }],
    });
  });
});
