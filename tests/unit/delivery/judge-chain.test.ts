import { createHash, X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DaneExpectation, judgeChain } from '@/smtp-worker/delivery/dane/judge-chain';
import { namesCertificate, type TlsaRecord, usableRecords } from '@/smtp-worker/delivery/dane/tlsa-record';
import {
  type CertificateAuthority,
  createCertificateAuthority,
  expired,
  type KeyAndCertificate,
  selfSignedCertificate,
} from '../../support/certificate-authority';
import { tlsaOf } from '../../support/tlsa';

const HOST = 'mx.partner.example';
const now = new Date();

function record(usage: number, selector: number, matchingType: number, data: Buffer): TlsaRecord {
  return { usage, selector, matchingType, data };
}

const read = ({ certificate }: Pick<KeyAndCertificate, 'certificate'>): X509Certificate => new X509Certificate(certificate);
const names = (kind: string, { certificate }: Pick<KeyAndCertificate, 'certificate'>): TlsaRecord => {
  const { certificate: data, ...rest } = tlsaOf(kind, certificate);
  return { ...rest, data };
};
const expectation = (records: readonly TlsaRecord[], more: Partial<DaneExpectation> = {}): DaneExpectation => ({
  owner: `_25._tcp.${HOST}`,
  serverName: HOST,
  names: [HOST, 'partner.example'],
  records,
  ...more,
});

let root: CertificateAuthority;
let intermediate: CertificateAuthority;
let impostor: CertificateAuthority;
let stranger: CertificateAuthority;
let own: KeyAndCertificate;
let below: KeyAndCertificate;

beforeAll(async () => {
  [root, impostor, stranger] = await Promise.all([
    createCertificateAuthority({ name: 'Root' }),
    createCertificateAuthority({ name: 'Root' }),
    createCertificateAuthority({ name: 'Stranger' }),
  ]);
  intermediate = await createCertificateAuthority({ name: 'Intermediate', issuer: root });
  own = await root.issue([HOST]);
  below = await intermediate.issue([HOST]);
});

describe('usableRecords', () => {
  const digest = Buffer.alloc(32);
  it.each<[string, TlsaRecord, boolean]>([
    ['3 1 1', record(3, 1, 1, digest), true],
    ['2 0 2', record(2, 0, 2, Buffer.alloc(64)), true],
    ['3 0 0 of any length', record(3, 0, 0, Buffer.alloc(7)), true],
    ['the PKIX usages, which are not for SMTP', record(1, 1, 1, digest), false],
    ['the PKIX usages, which are not for SMTP', record(0, 1, 1, digest), false],
    ['a usage that does not exist', record(4, 1, 1, digest), false],
    ['a selector that does not exist', record(3, 2, 1, digest), false],
    ['a matching type that does not exist', record(3, 1, 3, digest), false],
    ['SHA-256 that is cut short', record(3, 1, 1, Buffer.alloc(31)), false],
    ['SHA-512 with the length of SHA-256', record(3, 1, 2, digest), false],
    ['nothing at all', record(3, 0, 0, Buffer.alloc(0)), false],
  ])('%s', (_, given, usable) => {
    expect(usableRecords([given])).toEqual(usable ? [given] : []);
  });

  it('lets SHA-512 alone count beside SHA-256 of the same usage and selector (RFC 7671 9)', () => {
    const [weak, strong, other] = [record(3, 1, 1, digest), record(3, 1, 2, Buffer.alloc(64)), record(3, 0, 1, digest)];
    expect(usableRecords([weak, strong, other])).toEqual([strong, other]);
  });
});

describe('namesCertificate', () => {
  it.each(['3 0 0', '3 0 1', '3 0 2', '3 1 0', '3 1 1', '3 1 2'])('%s is for this certificate and for no other', (kind) => {
    expect(namesCertificate(names(kind, own), read(own))).toBe(true);
    expect(namesCertificate(names(kind, own), read(below))).toBe(false);
  });

  it('does not take the one for the other: whole certificate and public key', () => {
    const ofKey = names('3 1 1', own);
    expect(namesCertificate({ ...ofKey, selector: 0 }, read(own))).toBe(false);
    expect(ofKey.data).toEqual(
      createHash('sha256')
        .update(read(own).publicKey.export({ type: 'spki', format: 'der' }))
        .digest(),
    );
  });
});

describe('judgeChain', () => {
  type Case = { records: TlsaRecord[]; chain: KeyAndCertificate[]; names?: string[] };
  const cases: Record<string, () => Promise<Case> | Case> = {
    '3 1 1': () => ({ records: [names('3 1 1', own)], chain: [own] }),
    '3 0 1 with a chain': () => ({ records: [names('3 0 1', own)], chain: [own, root] }),
    'a rollover: the second of two records': () => ({ records: [names('3 1 1', below), names('3 1 1', own)], chain: [own] }),
    '3 1 1 of an expired certificate for another name': async () => {
      const old = await root.issue(['other.example'], expired());
      return { records: [names('3 1 1', old)], chain: [old] };
    },
    '3 1 1 of a self-signed certificate': async () => {
      const selfSigned = await selfSignedCertificate(['whatever.example']);
      return { records: [names('3 1 1', selfSigned)], chain: [selfSigned] };
    },
    '2 0 1 of a root': () => ({ records: [names('2 0 1', root)], chain: [own, root] }),
    '2 1 1 of a root above an intermediate': () => ({ records: [names('2 1 1', root)], chain: [below, intermediate, root] }),
    '2 1 2 of the intermediate alone': () => ({ records: [names('2 1 2', intermediate)], chain: [below, intermediate] }),
    '2 0 1, and the certificate is for the domain': async () => ({
      records: [names('2 0 1', root)],
      chain: [await root.issue(['partner.example']), root],
    }),
    '2 0 1, and the certificate has a wildcard': async () => ({
      records: [names('2 0 1', root)],
      chain: [await root.issue(['*.partner.example']), root],
    }),
    '3 1 1 that is outdated beside 2 0 1 that holds': () => ({
      records: [names('3 1 1', below), names('2 0 1', root)],
      chain: [own, root],
    }),
  };

  it.each(Object.entries(cases))('matches %s', async (_, make) => {
    const { records, chain } = await make();
    expect(judgeChain(expectation(records), chain.map(read), now)).toEqual({ kind: 'match' });
  });

  const refused: Record<string, [RegExp, () => Promise<Case> | Case]> = {
    '3 1 1 of another key': [
      /matches none of the TLSA records of _25\._tcp\.mx\.partner\.example \(3 1 1\)/,
      () => ({ records: [names('3 1 1', below)], chain: [own, root] }),
    ],
    '3 0 1 of the authority, which is not the own certificate': [
      /matches none/,
      () => ({ records: [names('3 0 1', root)], chain: [own, root] }),
    ],
    '2 0 1 of the own certificate, which is no authority': [/matches none/, () => ({ records: [names('2 0 1', own)], chain: [own, root] })],
    '2 0 1 of an authority that is not presented': [/matches none/, () => ({ records: [names('2 0 1', root)], chain: [own] })],
    '2 0 1 of another authority': [/matches none/, () => ({ records: [names('2 0 1', stranger)], chain: [own, root] })],
    '2 0 1 beside which the certificate of another authority is presented': [
      /not signed by "CN=Root"/,
      async () => ({ records: [names('2 0 1', root)], chain: [await stranger.issue([HOST]), root] }),
    ],
    '2 0 1 of a root, for a certificate from an impostor of the same name': [
      /not signed by "CN=Root"/,
      async () => ({ records: [names('2 0 1', root)], chain: [await impostor.issue([HOST]), root] }),
    ],
    '2 0 1 above an own certificate that issued another': [
      /may not issue others/,
      async () => {
        const forged = await root.issue([HOST]);
        return { records: [names('2 0 1', root)], chain: [await createCertificateAuthority({ name: HOST, issuer: forged }), forged, root] };
      },
    ],
    '2 0 1 with an expired certificate': [
      /has expired/,
      async () => ({ records: [names('2 0 1', root)], chain: [await root.issue([HOST], expired()), root] }),
    ],
    '2 0 1 with a certificate that is not valid yet': [
      /valid only from/,
      async () => {
        const until = new Date(now.getTime() + 9e8);
        return { records: [names('2 0 1', root)], chain: [await root.issue([HOST], { from: new Date(now.getTime() + 9e7), until }), root] };
      },
    ],
    '2 0 1 with a certificate for another name': [
      /is for DNS:mx\.other\.example and not for mx\.partner\.example or partner\.example/,
      async () => ({ records: [names('2 0 1', root)], chain: [await root.issue(['mx.other.example']), root] }),
    ],
    '2 0 1 of an authority that is limited to some names': [
      /only for some names/,
      () => {
        const [limited, leaf] = limitedAuthority();
        return { records: [names('2 0 1', limited)], chain: [leaf, limited] };
      },
    ],
    'no certificate': [/no certificate/, () => ({ records: [names('3 1 1', own)], chain: [] })],
  };

  it.each(Object.entries(refused))('refuses %s', async (_, [why, make]) => {
    const { records, chain } = await make();
    const verdict = judgeChain(expectation(records), chain.map(read), now);
    expect(verdict).toMatchObject({ kind: 'mismatch', why: expect.stringMatching(why) });
  });
});

/** An authority with name constraints, and a certificate that it issued (valid until 2126). */
function limitedAuthority(): [KeyAndCertificate, KeyAndCertificate] {
  const [limited = '', leaf = ''] = fs
    .readFileSync(new URL('limited-authority.pem', import.meta.url), 'utf8')
    .split(/(?<=-----END CERTIFICATE-----\n)/);
  return [
    { certificate: limited, key: '' },
    { certificate: leaf, key: '' },
  ];
}
