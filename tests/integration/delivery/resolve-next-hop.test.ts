import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDns } from '@/smtp-worker/delivery/dns';
import { resolveNextHop } from '@/smtp-worker/delivery/resolve-next-hop';
import { type DnsServer, startDnsServer, type Zones } from '../../support/dns-server';

// Which addresses a domain's mail is offered to, and in which order, as a real DNS server answers.

let dns: DnsServer;

beforeEach(async () => {
  dns = await startDnsServer();
});

afterEach(async () => {
  await dns?.stop();
});

/** @param draws one per mail exchanger, in the order of the answer: among equal ones the least is first */
async function resolved(zones: Zones, draws: readonly number[] = []): Promise<string[] | string> {
  for (const [name, entry] of Object.entries(zones)) dns.set(name, entry);
  const left = [...draws];
  const resolution = await resolveNextHop(
    { kind: 'mx', domain: 'partner.example', port: 25 },
    { dns: createDns([dns.address]), random: () => left.shift() ?? 0.5, hostname: 'mx.siegel.example', isOurs: () => false },
  );
  return resolution.kind === 'failed'
    ? `${resolution.failure.reason} ${resolution.failure.status}`
    : resolution.candidates.map(({ host, address }) => `${host} ${address}`);
}

const mx = (exchange: string, priority = 10) => ({ exchange, priority });

describe('The mail of a domain is offered to', () => {
  it.each<[string, Zones, string[] | string]>([
    [
      'its mail exchangers by preference, each with all its addresses, IPv6 first',
      {
        'partner.example': { mx: [mx('b.example', 20), mx('a.example', 10)] },
        'a.example': { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8::1', '2001:db8::2'] },
        'b.example': { a: ['192.0.2.3'] },
      },
      ['a.example 2001:db8::1', 'a.example 2001:db8::2', 'a.example 192.0.2.1', 'a.example 192.0.2.2', 'b.example 192.0.2.3'],
    ],
    [
      'the mail exchangers of the name that it is an alias of, over any number of aliases',
      {
        'partner.example': { cname: 'one.example' },
        'one.example': { cname: 'two.example' },
        'two.example': { cname: 'three.example' },
        'three.example': { mx: [mx('mx.example')] },
        'mx.example': { a: ['192.0.2.1'] },
      },
      ['mx.example 192.0.2.1'],
    ],
    [
      'a mail exchanger that is an alias, which RFC 5321 forbids and many have, under the name that the MX gave',
      {
        'partner.example': { mx: [mx('alias.example')] },
        'alias.example': { cname: 'another.example' },
        'another.example': { cname: 'host.example' },
        'host.example': { a: ['192.0.2.1'], aaaa: ['2001:db8::1'] },
      },
      ['alias.example 2001:db8::1', 'alias.example 192.0.2.1'],
    ],
    [
      'itself where it has no mail exchanger',
      { 'partner.example': { a: ['192.0.2.1'], aaaa: ['2001:db8::1'] } },
      ['partner.example 2001:db8::1', 'partner.example 192.0.2.1'],
    ],
    [
      'itself where it is an alias of a name without one',
      { 'partner.example': { cname: 'host.example' }, 'host.example': { a: ['192.0.2.1'] } },
      ['partner.example 192.0.2.1'],
    ],
    [
      'the others where one has no address',
      {
        'partner.example': { mx: [mx('gone.example', 5), mx('mx.example', 10)] },
        'mx.example': { aaaa: ['2001:db8::1'] },
      },
      ['mx.example 2001:db8::1'],
    ],
    [
      'the others where one cannot be looked up',
      {
        'partner.example': { mx: [mx('broken.example', 5), mx('mx.example', 10)] },
        'broken.example': 'servfail',
        'mx.example': { a: ['192.0.2.1'] },
      },
      ['mx.example 192.0.2.1'],
    ],
    ['nobody where it says so (null MX)', { 'partner.example': { mx: [mx('.', 0)], a: ['192.0.2.1'] } }, 'null-mx 5.1.10'],
    ['nobody where it does not exist', {}, 'no-such-domain 5.1.2'],
    [
      'nobody for now where it is an alias of nothing that has an address',
      { 'partner.example': { cname: 'host.example' }, 'host.example': {} },
      'dns-failure 4.4.3',
    ],
    ['nobody for now where the look-up fails', { 'partner.example': 'servfail' }, 'dns-failure 4.4.3'],
    ['nobody for now where the look-up is refused', { 'partner.example': 'refused' }, 'dns-failure 4.4.3'],
  ])('%s', async (_, zones, expected) => {
    expect(await resolved(zones)).toEqual(expected);
  });

  it('equal mail exchangers in random order, and never to a worse one before a better one', async () => {
    const zones: Zones = {
      'partner.example': { mx: [mx('a.example'), mx('b.example'), mx('c.example'), mx('last.example', 20)] },
      'a.example': { a: ['192.0.2.1'] },
      'b.example': { a: ['192.0.2.2'] },
      'c.example': { a: ['192.0.2.3'] },
      'last.example': { a: ['192.0.2.4'] },
    };
    const hosts = async (draws: readonly number[]) => [...(await resolved(zones, draws))].map((each) => each.slice(0, 1)).join('');
    expect(await hosts([0.1, 0.2, 0.3, 0])).toBe('abcl');
    expect(await hosts([0.3, 0.1, 0.2, 0])).toBe('bcal');
    expect(await hosts([0.2, 0.3, 0.1, 0])).toBe('cabl');
  });
});
