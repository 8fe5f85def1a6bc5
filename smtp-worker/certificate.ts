import { X509Certificate } from 'node:crypto';
import type pg from 'pg';
import { generate } from 'selfsigned';
import { decryptSecret, encryptSecret } from '@/lib/auth/secret-box';
import type { SecretKey } from '@/lib/auth/secret-key';
import { inTransaction } from '@/lib/queue/in-transaction';

/** A certificate with its chain and its key, both PEM. */
export interface ListenerCertificate {
  readonly hostname: string;
  readonly certificate: string;
  readonly key: string;
  readonly selfSigned: boolean;
  readonly notAfter: Date;
  readonly sha256: string;
}

interface StoredCertificate extends Omit<ListenerCertificate, 'key'> {
  readonly encryptedKey: string;
}

/** What the listeners show: the certificate for our own name, and by SNI those for others. */
export interface ListenerCertificates {
  readonly own: ListenerCertificate;
  readonly others: readonly ListenerCertificate[];
}

/** Two workers that start together make one certificate. */
const LOCK = 7_464_357;
const SELF_SIGNED_DAYS = 3650;

/** Changes when the stored certificates do. */
export async function certificateVersion(db: pg.Pool): Promise<string> {
  const { rows } = await db.query<{ version: string | null }>({
    name: 'certificate-version',
    text: `SELECT string_agg(id::text || sha256, ',' ORDER BY created_at) AS version FROM tls_certificate`,
  });
  return rows[0]?.version ?? '';
}

/**
 * The certificates of the listeners. If there is none for `hostname`, and none at all that was not made here, a self-signed one is made and
 * stored.
 * @throws Error when a stored key cannot be decrypted, or what pg throws
 */
export async function loadCertificates(pool: pg.Pool, secretKey: SecretKey, hostname: string): Promise<ListenerCertificates> {
  const stored = await readCertificates(pool);
  const own = choose(stored, hostname) ?? (await makeOnce(pool, secretKey, hostname));
  const others = stored.filter((one) => one.sha256 !== own.sha256 && !one.selfSigned);
  return { own: opened(own, secretKey), others: others.map((other) => opened(other, secretKey)) };
}

/** The newest for the name, else the newest that somebody has put there. */
function choose(stored: readonly StoredCertificate[], hostname: string): StoredCertificate | undefined {
  return stored.find((one) => one.hostname === hostname) ?? stored.find((one) => !one.selfSigned);
}

function opened({ encryptedKey, ...certificate }: StoredCertificate, secretKey: SecretKey): ListenerCertificate {
  return { ...certificate, key: decryptSecret(secretKey, encryptedKey) };
}

/** The newest of each name, the newest of all first. */
async function readCertificates(db: pg.Pool | pg.ClientBase): Promise<StoredCertificate[]> {
  const { rows } = await db.query<StoredCertificate>(
    `SELECT hostname, certificate_pem AS certificate, encrypted_key AS "encryptedKey", self_signed AS "selfSigned", not_after AS "notAfter", sha256
     FROM (SELECT DISTINCT ON (hostname) * FROM tls_certificate WHERE not_after > now() OR NOT self_signed ORDER BY hostname, created_at DESC) newest
     ORDER BY created_at DESC`,
  );
  return rows;
}

function makeOnce(pool: pg.Pool, secretKey: SecretKey, hostname: string): Promise<StoredCertificate> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return choose(await readCertificates(client), hostname) ?? (await makeAndStore(client, secretKey, hostname));
  });
}

async function makeAndStore(client: pg.ClientBase, secretKey: SecretKey, hostname: string): Promise<StoredCertificate> {
  const notBefore = new Date();
  const notAfter = new Date(notBefore.getTime() + SELF_SIGNED_DAYS * 86_400_000);
  const names = [...new Set([hostname, 'localhost'])];
  const pems = await generate([{ name: 'commonName', value: hostname }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: notBefore,
    notAfterDate: notAfter,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  const sha256 = new X509Certificate(pems.cert).fingerprint256.replaceAll(':', '').toLowerCase();
  const made = {
    hostname,
    certificate: pems.cert,
    encryptedKey: encryptSecret(secretKey, pems.private),
    selfSigned: true,
    notAfter,
    sha256,
  };
  await client.query(
    `INSERT INTO tls_certificate (id, hostname, certificate_pem, encrypted_key, self_signed, not_before, not_after, sha256)
     VALUES (gen_random_uuid(), $1, $2, $3, true, $4, $5, $6)`,
    [hostname, made.certificate, made.encryptedKey, notBefore, notAfter, sha256],
  );
  return made;
}
