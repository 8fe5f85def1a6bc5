import { describe, expect, it } from 'vitest';
import { lookUpBlockList } from '@/lib/lookups/block-list';
import { lookUpReverseDns } from '@/lib/lookups/reverse-dns';
import type { Zones } from '../../support/dns-server';
import { asking, NEVER } from './asking';

const PTR = '7.2.0.192.in-addr.arpa';
const PTR6 = '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa';

describe('Reverse DNS of a client', () => {
  it.each<[string, string, Zones, string | null, string]>([
    ['a name that leads back', '192.0.2.7', { [PTR]: { ptr: ['MX.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.7'] } }, 'mx.a.tld', 'pass'],
    [
      'one of several addresses of the name',
      '192.0.2.7',
      { [PTR]: { ptr: ['mx.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.6', '192.0.2.7'] } },
      'mx.a.tld',
      'pass',
    ],
    [
      'one of several names leads back',
      '192.0.2.7',
      { [PTR]: { ptr: ['gone.tld', 'mx.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.7'] } },
      'mx.a.tld',
      'pass',
    ],
    ['an IPv6 address', '2001:db8::7', { [PTR6]: { ptr: ['mx.a.tld'] }, 'mx.a.tld': { aaaa: ['2001:db8:0::7'] } }, 'mx.a.tld', 'pass'],
    [
      'a name by an alias (RFC 2317)',
      '192.0.2.7',
      { [PTR]: { cname: '7.net.tld' }, '7.net.tld': { ptr: ['mx.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.7'] } },
      'mx.a.tld',
      'pass',
    ],
    ['a name that leads elsewhere', '192.0.2.7', { [PTR]: { ptr: ['mx.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.8'] } }, null, 'fail'],
    ['a name that does not exist', '192.0.2.7', { [PTR]: { ptr: ['mx.a.tld'] } }, null, 'fail'],
    ['a name of the other family only', '192.0.2.7', { [PTR]: { ptr: ['mx.a.tld'] }, 'mx.a.tld': { aaaa: ['2001:db8::7'] } }, null, 'fail'],
    ['no name', '192.0.2.7', {}, null, 'none'],
  ])('%s', async (_, ip, zones, name, result) => {
    const { ask } = await asking(zones);
    expect(await lookUpReverseDns(ip, ask, NEVER)).toEqual({ 'connection.remoteHostName': name, 'connection.reverseDns': result });
  });

  it.each<[string, Zones, string]>([
    ['whose resolver has an error', { [PTR]: 'servfail' }, `PTR ${PTR}: SERVFAIL`],
    ['whose resolver is silent', { [PTR]: 'silence' }, `PTR ${PTR}: timed out`],
    ['whose name cannot be followed', { [PTR]: { ptr: ['mx.a.tld'] }, 'mx.a.tld': 'servfail' }, 'A mx.a.tld: SERVFAIL'],
  ])('%s is not known', async (_, zones, why) => {
    const { ask } = await asking(zones);
    const failed = { lookupFailed: why };
    expect(await lookUpReverseDns('192.0.2.7', ask, NEVER)).toEqual({
      'connection.remoteHostName': failed,
      'connection.reverseDns': failed,
    });
  });

  it('is known by one name that leads back, whatever becomes of the others', async () => {
    const { ask } = await asking({ [PTR]: { ptr: ['a.tld', 'mx.a.tld'] }, 'a.tld': 'servfail', 'mx.a.tld': { a: ['192.0.2.7'] } });
    expect(await lookUpReverseDns('192.0.2.7', ask, NEVER)).toMatchObject({ 'connection.remoteHostName': 'mx.a.tld' });
  });
});

describe('A DNS block list', () => {
  const LISTED = '7.2.0.192.bl.tld';
  it.each<[string, Zones, unknown]>([
    ['lists a client', { [LISTED]: { a: ['127.0.0.2'] } }, true],
    ['does not list a client', {}, false],
    ['has a text alone', { [LISTED]: { txt: ['why'] } }, false],
    ['that has been given up', { [LISTED]: { a: ['203.0.113.5'] } }, false],
    [
      'that does not answer this resolver',
      { [LISTED]: { a: ['127.255.255.254'] } },
      { lookupFailed: 'bl.tld answers with an error: 127.255.255.254' },
    ],
    ['that has an error', { [LISTED]: 'servfail' }, { lookupFailed: `A ${LISTED}: SERVFAIL` }],
    ['that is silent', { [LISTED]: 'silence' }, { lookupFailed: `A ${LISTED}: timed out` }],
  ])('%s', async (_, zones, expected) => {
    const { ask } = await asking(zones);
    expect(await lookUpBlockList('192.0.2.7', 'bl.tld', ask, NEVER)).toEqual(expected);
  });
});
