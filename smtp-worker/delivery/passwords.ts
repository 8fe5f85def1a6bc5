import type pg from 'pg';
import { decryptSecret } from '@/lib/auth/secret-box';
import type { SecretKey } from '@/lib/auth/secret-key';

/** Reads the password of a next hop by the id under which it is stored. @throws Error with a sentence if there is none, or it cannot be decrypted */
export type ReadPassword = (id: string) => Promise<string>;

/** What is stored under an id never changes, so that it is read once. In memory it stays encrypted. */
export function passwordReader(pool: pg.Pool, secretKey: SecretKey): ReadPassword {
  const known = new Map<string, string>();
  return async (id) => {
    const encrypted = known.get(id) ?? (await read(pool, id));
    known.set(id, encrypted);
    return decryptSecret(secretKey, encrypted);
  };
}

async function read(pool: pg.Pool, id: string): Promise<string> {
  const { rows } = await pool.query<{ encrypted: string }>('SELECT encrypted FROM next_hop_password WHERE id = $1', [id]);
  const [row] = rows;
  if (row === undefined) throw new Error('The password is not stored in this installation: enter it again.');
  return row.encrypted;
}
