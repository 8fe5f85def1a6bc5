import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, it } from 'vitest';
import { DkimListener } from '@/lib/lookups/dkim';
import { bestResult } from '@/lib/lookups/dkim-signatures';
import { dkimKey, signedMessage } from '../../support/dkim';
import type { Zones } from '../../support/dns-server';
import { asking, NEVER } from './asking';

const NOW = new Date();
const key = dkimKey('a.tld');
const other = dkimKey('other.tld', { selector: 's2' });
const weak = dkimKey('a.tld', { selector: 'weak', bits: 768 });
const PUBLISHED: Zones = Object.fromEntries([key, other, weak].map(({ name, txt }) => [name, { txt: [txt] }]));
const FROM = { from: 'Info <info@a.tld>' };

async function verify(message: Buffer, zones: Zones = PUBLISHED, sizeOfChunks = 1000) {
  const { ask, server } = await asking(zones);
  const listener = new DkimListener(ask, NEVER, NOW);
  for (let at = 0; at < message.length; at += sizeOfChunks) await listener.feed(message.subarray(at, at + sizeOfChunks));
  const signatures = await listener.finish();
  return { result: bestResult(signatures), signatures, questions: server.questions };
}

async function changed(change: (text: string) => string, from = signedMessage(FROM, [key])): Promise<Buffer> {
  return Buffer.from(change((await from).toString('latin1')), 'latin1');
}

describe('A message', () => {
  it('without a signature', async () => {
    const { result, questions } = await verify(await signedMessage(FROM, []));
    expect(result).toBe('none');
    expect(questions).toEqual([]);
  });

  it.each([1, 7, 1000, 1_000_000])('signed, in pieces of %d octets', async (size) => {
    expect(await verify(await signedMessage(FROM, [key]), PUBLISHED, size)).toMatchObject({
      result: 'pass',
      signatures: [{ domain: 'a.tld', result: 'pass' }],
    });
  });

  it('signed by two domains', async () => {
    const { signatures } = await verify(await signedMessage(FROM, [key, other]));
    expect(signatures.map(({ domain, result }) => `${domain} ${result}`).sort()).toEqual(['a.tld pass', 'other.tld pass']);
  });

  it.each<[string, (text: string) => string, string]>([
    ['whose text was changed', (text) => text.replace('all is well', 'all is lost'), 'fail'],
    ['whose subject was changed', (text) => text.replace('Subject: Hello', 'Subject: Help'), 'fail'],
    ['to which text was appended', (text) => `${text}PS: Pay now.\r\n`, 'fail'],
    ['to which a header was added', (text) => `X-Seen: yes\r\n${text}`, 'pass'],
    ['that got blank lines at its end', (text) => `${text}\r\n\r\n`, 'pass'],
    ['whose signature does not cover From', (text) => text.replace(/h=from:/i, 'h='), 'permerror'],
    ['signed with SHA-1', (text) => text.replace('a=rsa-sha256', 'a=rsa-sha1'), 'permerror'],
    ['signed for its beginning alone', (text) => text.replace('a=rsa-sha256', 'a=rsa-sha256; l=5'), 'policy'],
    ['whose signature is nonsense', (text) => text.replace('a=rsa-sha256', 'a=nonsense'), 'neutral'],
    ['whose signature names no domain', (text) => text.replace(/d=a\.tld;/, ''), 'neutral'],
  ])('%s: %s', async (_, change, expected) => {
    expect((await verify(await changed(change))).result).toBe(expected);
  });

  it.each<[string, Zones, unknown]>([
    ['whose key is not there', {}, 'neutral'],
    ['whose key has been withdrawn', { [key.name]: { txt: ['v=DKIM1; p='] } }, 'neutral'],
    ['whose key is another', { [key.name]: { txt: [other.txt] } }, 'fail'],
    ['whose key cannot be looked up', { [key.name]: 'servfail' }, { lookupFailed: `TXT ${key.name}: SERVFAIL` }],
    ['whose resolver is silent', { [key.name]: 'silence' }, { lookupFailed: `TXT ${key.name}: timed out` }],
  ])('%s', async (_, zones, expected) => {
    expect((await verify(await signedMessage(FROM, [key]), zones)).result).toEqual(expected);
  });

  it('signed with a key that is too short', async () => {
    expect((await verify(await signedMessage(FROM, [weak]))).result).toBe('policy');
  });

  it('passes by one valid signature, whatever becomes of the others', async () => {
    const zones: Zones = { ...PUBLISHED, [other.name]: 'servfail' };
    expect((await verify(await signedMessage(FROM, [other, key]), zones)).result).toBe('pass');
  });

  it('with more signatures than are looked at', async () => {
    const many = await changed((text) => {
      const [, signature = ''] = /^(DKIM-Signature:(?:.*\r\n(?=[ \t]))*.*\r\n)/m.exec(text) ?? [];
      return Array.from({ length: 50 }, (_, i) => signature.replace('s=s1', `s=s${i}`)).join('') + text;
    });
    const { questions } = await verify(many);
    expect(new Set(questions).size).toBeLessThanOrEqual(8);
  });

  it('with ARC headers: nothing is asked for them', async () => {
    const { questions } = await verify(
      await changed(
        (text) =>
          `ARC-Seal: i=1; a=rsa-sha256; cv=none; d=arc.tld; s=s; b=AAAA\r\nARC-Message-Signature: i=1; a=rsa-sha256; d=arc.tld; s=s; h=from; bh=AAAA; b=AAAA\r\nARC-Authentication-Results: i=1; x\r\n${text}`,
      ),
    );
    expect([...new Set(questions)]).toEqual([`TXT ${key.name}`]);
  });
});

describe('What nobody sends honestly is not judged', () => {
  const filler = Buffer.alloc(100_000, 'x');
  it.each<[string, string, string]>([
    ['an endless line', '', `${filler}`],
    ['endless blank lines', '', '\r\n'.repeat(40_000)],
    ['an endless header section', `X: ${filler.subarray(0, 60_000)}\r\n`.repeat(5), ''],
    ['a header section of endless lines', 'X: y\r\n'.repeat(3000), ''],
  ])('%s', async (_, before, after) => {
    const { result } = await verify(await changed((text) => `${before}${text}${after}`));
    expect(result).toBe('neutral');
  });
});

it('An Ed25519 signature (RFC 8463) counts', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
  const message = await signedMessage(FROM, []);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { signatures } = await dkimSign(message, {
    signingDomain: 'a.tld',
    selector: 'ed',
    privateKey: pem,
    signatureData: [{ signingDomain: 'a.tld', selector: 'ed', privateKey: pem, algorithm: 'ed25519-sha256' }],
  });
  const zones: Zones = { 'ed._domainkey.a.tld': { txt: [`v=DKIM1; k=ed25519; p=${raw}`] } };
  expect((await verify(Buffer.concat([Buffer.from(signatures), message]), zones)).result).toBe('pass');
});
