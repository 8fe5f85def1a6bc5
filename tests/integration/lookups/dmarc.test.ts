import { describe, expect, it } from 'vitest';
import { checkDmarc, type DmarcQuestion } from '@/lib/lookups/dmarc';
import type { Zones } from '../../support/dns-server';
import { asking, NEVER } from './asking';

const record = (more = '') => ({ '_dmarc.a.tld': { txt: [`v=DMARC1; p=reject${more}`] } });
const FAILED = { lookupFailed: 'timed out' };

interface Case {
  readonly from?: readonly string[];
  readonly spf?: readonly [DmarcQuestion['spf']['result'], string];
  readonly dkim?: readonly (readonly [DmarcQuestion['signatures'][number]['result'], string])[];
  readonly zones?: Zones;
}

async function dmarcOf({ from = ['a.tld'], spf: [spf, domain] = ['none', 'a.tld'], dkim = [], zones = record() }: Case) {
  const { ask, server } = await asking(zones);
  const signatures = dkim.map(([result, signer]) => ({ result, domain: signer }));
  return {
    result: await checkDmarc({ fromDomains: from, spf: { result: spf, domain }, signatures }, ask, NEVER),
    questions: server.questions,
  };
}

describe('DMARC', () => {
  it.each<[string, Case, string]>([
    ['SPF of the domain', { spf: ['pass', 'a.tld'] }, 'pass'],
    ['SPF of a domain under it', { spf: ['pass', 'mail.a.tld'] }, 'pass'],
    ['SPF of a domain above it', { from: ['news.a.tld'], spf: ['pass', 'a.tld'] }, 'pass'],
    ['a signature of the domain', { dkim: [['pass', 'a.tld']] }, 'pass'],
    [
      'one of several signatures',
      {
        dkim: [
          ['fail', 'a.tld'],
          ['pass', 'other.tld'],
          ['pass', 'mail.a.tld'],
        ],
      },
      'pass',
    ],
    ['SPF of another domain', { spf: ['pass', 'other.tld'] }, 'fail'],
    ['SPF that fails', { spf: ['fail', 'a.tld'] }, 'fail'],
    ['SPF that fails softly', { spf: ['softfail', 'a.tld'] }, 'fail'],
    ['a signature of another domain', { dkim: [['pass', 'other.tld']] }, 'fail'],
    [
      'a signature that is not valid',
      {
        dkim: [
          ['fail', 'a.tld'],
          ['policy', 'a.tld'],
        ],
      },
      'fail',
    ],
    ['nothing at all', {}, 'fail'],
    ['strict SPF of a domain under it', { spf: ['pass', 'mail.a.tld'], zones: record('; aspf=s') }, 'fail'],
    ['strict SPF of the domain', { spf: ['pass', 'a.tld'], zones: record('; aspf=s') }, 'pass'],
    ['a strict signature of a domain under it', { dkim: [['pass', 'mail.a.tld']], zones: record('; adkim=s') }, 'fail'],
    [
      'a strict signature of the domain',
      {
        dkim: [
          ['pass', 'x.a.tld'],
          ['pass', 'a.tld'],
        ],
        zones: record('; adkim=s'),
      },
      'pass',
    ],
    [
      'strict SPF, but a signature of a domain under it',
      { spf: ['pass', 'x.a.tld'], dkim: [['pass', 'x.a.tld']], zones: record('; aspf=s') },
      'pass',
    ],
    ['SPF, without a record', { spf: ['pass', 'a.tld'], zones: {} }, 'none'],
    [
      'SPF, with two records',
      { spf: ['pass', 'a.tld'], zones: { '_dmarc.a.tld': { txt: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } } },
      'none',
    ],
    ['two domains in From', { from: ['a.tld', 'b.tld'], spf: ['pass', 'a.tld'] }, 'permerror'],
    ['the same domain twice in From', { from: ['a.tld', 'a.tld'], spf: ['pass', 'a.tld'] }, 'pass'],
    ['no domain in From', { from: [] }, 'permerror'],
  ])('by %s: %s', async (_, given, expected) => {
    expect((await dmarcOf(given)).result).toBe(expected);
  });

  it.each<[string, Case, unknown]>([
    ['the record', { zones: { '_dmarc.a.tld': 'servfail' } }, { lookupFailed: 'TXT _dmarc.a.tld: SERVFAIL' }],
    ['SPF that may vouch', { spf: [FAILED, 'a.tld'] }, FAILED],
    ['SPF, while a signature vouches', { spf: [FAILED, 'a.tld'], dkim: [['pass', 'a.tld']] }, 'pass'],
    ['SPF of another domain', { spf: [FAILED, 'other.tld'] }, 'fail'],
    ['a key that may vouch', { dkim: [[FAILED, 'a.tld']] }, FAILED],
    ['a key of another domain', { dkim: [[FAILED, 'other.tld']] }, 'fail'],
    ['SPF, without a record', { spf: [FAILED, 'a.tld'], zones: {} }, 'none'],
  ])('whose look-up fails: %s', async (_, given, expected) => {
    expect((await dmarcOf(given)).result).toEqual(expected);
  });

  it('asks for the domain and the one that was registered, and nothing else', async () => {
    const { questions } = await dmarcOf({ from: ['a.b.c.tld'], spf: ['pass', 'c.tld'] });
    expect(questions).toEqual(['TXT _dmarc.a.b.c.tld', 'TXT _dmarc.c.tld']);
    const { questions: ofSuffix } = await dmarcOf({ from: ['co.uk'] });
    expect(ofSuffix).toEqual(['TXT _dmarc.co.uk']);
  });
});
