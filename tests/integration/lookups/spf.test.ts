import { expect, it } from 'vitest';
import { checkSpf } from '@/lib/lookups/spf';
import type { Zones } from '../../support/dns-server';
import { asking, NEVER } from './asking';

const FROM_A = { ip: '192.0.2.7', sender: 'info@a.tld', ehloName: 'mx.helo.tld', hostname: 'gateway.tld' };
const record = (text: string) => ({ txt: [`v=spf1 ${text}`] });
const many = (count: number): Zones =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.a.tld`, record(`include:${i + 1}.a.tld`)]));

it.each<[string, Zones, string]>([
  ['the address', { 'a.tld': record('ip4:192.0.2.0/24 -all') }, 'pass'],
  [
    'the mail exchanger',
    { 'a.tld': { ...record('mx -all'), mx: [{ exchange: 'mx.a.tld', priority: 10 }] }, 'mx.a.tld': { a: ['192.0.2.7'] } },
    'pass',
  ],
  ['the host of the domain', { 'a.tld': { ...record('a -all'), a: ['192.0.2.7'] } }, 'pass'],
  ['an included domain', { 'a.tld': record('include:b.tld -all'), 'b.tld': record('ip4:192.0.2.7 -all') }, 'pass'],
  ['another domain instead', { 'a.tld': record('redirect=b.tld'), 'b.tld': record('ip4:192.0.2.7 -all') }, 'pass'],
  ['a name made of the address', { 'a.tld': record('exists:%{ir}.list.a.tld -all'), '7.2.0.192.list.a.tld': { a: ['127.0.0.2'] } }, 'pass'],
  [
    'the name of the address',
    { 'a.tld': record('ptr -all'), '7.2.0.192.in-addr.arpa': { ptr: ['mx.a.tld'] }, 'mx.a.tld': { a: ['192.0.2.7'] } },
    'pass',
  ],
  ['nobody', { 'a.tld': record('-all') }, 'fail'],
  ['somebody else, softly', { 'a.tld': record('ip4:198.51.100.1 ~all') }, 'softfail'],
  ['somebody else, without a word on others', { 'a.tld': record('ip4:198.51.100.1') }, 'neutral'],
  ['nothing: it has no record', { 'a.tld': { txt: ['something else'] } }, 'none'],
  ['nothing: it does not exist', {}, 'none'],
  ['two different things', { 'a.tld': { txt: ['v=spf1 -all', 'v=spf1 +all'] } }, 'permerror'],
  ['nonsense', { 'a.tld': record('ip4:nonsense -all') }, 'permerror'],
  ['more than ten look-ups allow', { 'a.tld': record('include:0.a.tld -all'), ...many(12) }, 'permerror'],
])('SPF of a domain that permits %s', async (_, zones, expected) => {
  const { ask } = await asking(zones);
  expect(await checkSpf(FROM_A, ask, NEVER)).toEqual({ domain: 'a.tld', result: expected });
});

it.each<[string, Zones, string]>([
  ['has an error', { 'a.tld': 'servfail' }, 'TXT a.tld: SERVFAIL'],
  ['is silent', { 'a.tld': 'silence' }, 'TXT a.tld: timed out'],
  ['is silent about an included domain', { 'a.tld': record('include:b.tld -all'), 'b.tld': 'silence' }, 'TXT b.tld: timed out'],
  ['refuses to say the address of a host', { 'a.tld': record('a:mx.a.tld -all'), 'mx.a.tld': 'refused' }, 'A mx.a.tld: REFUSED'],
])('SPF is not known if the DNS %s', async (_, zones, why) => {
  const { ask } = await asking(zones);
  expect((await checkSpf(FROM_A, ask, NEVER)).result).toEqual({ lookupFailed: why });
});

it('SPF of the null sender is that of the EHLO name', async () => {
  const { ask } = await asking({ 'mx.helo.tld': record('ip4:192.0.2.7 -all') });
  expect(await checkSpf({ ...FROM_A, sender: null }, ask, NEVER)).toEqual({ domain: 'mx.helo.tld', result: 'pass' });
});

it.each(['[192.0.2.7]', 'localhost'])('SPF of the null sender from %s, which is no domain, is none', async (ehloName) => {
  const { ask } = await asking({});
  expect((await checkSpf({ ...FROM_A, sender: null, ehloName }, ask, NEVER)).result).toBe('none');
});

it('SPF knows IPv6', async () => {
  const { ask } = await asking({ 'a.tld': record('ip6:2001:db8::/32 -all') });
  expect((await checkSpf({ ...FROM_A, ip: '2001:db8::7' }, ask, NEVER)).result).toBe('pass');
});
