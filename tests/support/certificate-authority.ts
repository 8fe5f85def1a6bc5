import selfsigned from 'selfsigned';

/** A certificate and its private key, both PEM. */
export interface KeyAndCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A CA that lives as long as the test; `certificate` is what a worker is given to trust. */
export interface CertificateAuthority extends KeyAndCertificate {
  /** A server certificate for these DNS names and addresses, valid for a year unless `validity` says otherwise. */
  issue(names: readonly string[], validity?: Validity): Promise<KeyAndCertificate>;
}

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

const DAY = 24 * 3600 * 1000;
const AUTHORITY_NAME = 'Siegel test CA';

/** Expired yesterday, once valid. */
export function expired(now = Date.now()): Validity {
  return { from: new Date(now - 30 * DAY), until: new Date(now - DAY) };
}

/** A root, or an authority below the `issuer`. */
export async function createCertificateAuthority({
  name = AUTHORITY_NAME,
  issuer = null,
}: {
  readonly name?: string;
  readonly issuer?: KeyAndCertificate | null;
} = {}): Promise<CertificateAuthority> {
  const made = await selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...dates(yearFromYesterday()),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
    ...(issuer === null ? {} : { ca: { key: issuer.key, cert: issuer.certificate } }),
  });
  const authority = { certificate: made.cert, key: made.private };
  return { ...authority, issue: (names, validity = yearFromYesterday()) => serverCertificate(names, validity, authority) };
}

/** A server certificate that no CA stands for. */
export function selfSignedCertificate(names: readonly string[]): Promise<KeyAndCertificate> {
  return serverCertificate(names, yearFromYesterday(), null);
}

async function serverCertificate(
  names: readonly string[],
  validity: Validity,
  issuer: KeyAndCertificate | null,
): Promise<KeyAndCertificate> {
  const made = await selfsigned.generate([{ name: 'commonName', value: names[0] ?? 'unnamed' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...dates(validity),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      // As a mail server uses one and the same in both directions.
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames: names.map(alternativeName) },
    ],
    ...(issuer === null ? {} : { ca: { key: issuer.key, cert: issuer.certificate } }),
  });
  return { certificate: made.cert, key: made.private };
}

function alternativeName(name: string): { type: 2; value: string } | { type: 7; ip: string } {
  return /^[\d.]+$/.test(name) || name.includes(':') ? { type: 7, ip: name } : { type: 2, value: name };
}

function yearFromYesterday(): Validity {
  return { from: new Date(Date.now() - DAY), until: new Date(Date.now() + 365 * DAY) };
}

function dates(validity: Validity): { notBeforeDate: Date; notAfterDate: Date } {
  return { notBeforeDate: validity.from, notAfterDate: validity.until };
}
