import { describe, expect, it } from 'vitest';
import { type LookupSubject, lookUpFacts } from '@/lib/lookups/mail-lookups';
import type { DnsLookup } from '@/lib/policy/lookup-facts';
import { asking, NEVER } from './asking';

const SUBJECT: LookupSubject = { ip: '192.0.2.7', hostname: 'gateway.tld', ehloName: 'mx.a.tld', sender: 'info@a.tld', message: null };
const ALL: readonly DnsLookup[] = [
  { fact: 'connection.blockLists', zone: 'one.tld' },
  { fact: 'connection.blockLists', zone: 'two.tld' },
  { fact: 'connection.reverseDns', zone: null },
  { fact: 'connection.remoteHostName', zone: null },
  { fact: 'checks.spf', zone: null },
];

describe('Look-ups', () => {
  it('are all made at once', async () => {
    let release = () => {};
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, server } = await asking({
      '7.2.0.192.one.tld': { a: ['127.0.0.2'], after },
      '7.2.0.192.two.tld': { after },
      '7.2.0.192.in-addr.arpa': { after },
      'a.tld': { txt: ['v=spf1 ip4:192.0.2.7 -all'], after },
    });
    const facts = lookUpFacts(ALL, SUBJECT, { ask, timeout: 5000, signal: NEVER });
    await expect.poll(() => new Set(server.questions).size, { interval: 5 }).toBe(4);
    release();
    expect(await facts).toEqual({
      'connection.blockLists': { 'one.tld': true, 'two.tld': false },
      'connection.reverseDns': 'none',
      'connection.remoteHostName': null,
      'checks.spf': 'pass',
    });
  });

  it('that fail say so, each by itself', async () => {
    const { ask } = await asking({ '7.2.0.192.one.tld': 'servfail', 'a.tld': 'refused' });
    expect(await lookUpFacts(ALL, SUBJECT, { ask, timeout: 5000, signal: NEVER })).toEqual({
      'connection.blockLists': { 'one.tld': { lookupFailed: 'A 7.2.0.192.one.tld: SERVFAIL' }, 'two.tld': false },
      'connection.reverseDns': 'none',
      'connection.remoteHostName': null,
      'checks.spf': { lookupFailed: 'TXT a.tld: REFUSED' },
    });
  });

  it('end when their time is over, whatever has still to be asked', async () => {
    const { ask } = await asking({ 'a.tld': 'silence' });
    const facts = await lookUpFacts([{ fact: 'checks.spf', zone: null }], SUBJECT, { ask, timeout: 20, signal: NEVER });
    expect(facts).toEqual({ 'checks.spf': { lookupFailed: 'TXT a.tld: given up' } });
  });

  it('end when nobody waits for them any more', async () => {
    const { ask } = await asking({ 'a.tld': 'silence' });
    const session = new AbortController();
    const facts = lookUpFacts([{ fact: 'checks.spf', zone: null }], SUBJECT, { ask, timeout: 5000, signal: session.signal });
    session.abort();
    expect(await facts).toEqual({ 'checks.spf': { lookupFailed: 'TXT a.tld: given up' } });
  });

  it('of the message: the best signature, and DMARC with it', async () => {
    const { ask } = await asking({ '_dmarc.a.tld': { txt: ['v=DMARC1; p=reject'] } });
    const message = { signatures: async () => [{ domain: 'a.tld', result: 'pass' as const }], fromDomains: ['a.tld'] };
    const lookups: readonly DnsLookup[] = [
      { fact: 'checks.dkim', zone: null },
      { fact: 'checks.dmarc', zone: null },
    ];
    const facts = await lookUpFacts(lookups, { ...SUBJECT, message }, { ask, timeout: 5000, signal: NEVER });
    expect(facts).toEqual({ 'checks.dkim': 'pass', 'checks.dmarc': 'pass' });
  });
});
