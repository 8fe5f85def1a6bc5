import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody can guess (256 bits), so that a plain SHA-256 of it is safe to store. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a bearer token or one-time link: looking a digest up tells an attacker who measures nothing about the secret. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
