import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './secret-key';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what is stored and must be read again (private keys, passwords of next hops): AES-256-GCM, `v1.<base64url of nonce, tag, ciphertext>`. */
export function encryptSecret(key: SecretKey, plaintext: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.derive('secret-box'), nonce);
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
}

/** @throws Error when the text was encrypted under another key or has been altered */
export function decryptSecret(key: SecretKey, encrypted: string): string {
  const [version, data] = encrypted.split('.');
  if (version !== VERSION || data === undefined) throw new Error('The stored secret has an unknown form.');
  const bytes = Buffer.from(data, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.derive('secret-box'), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error('A stored secret cannot be decrypted: SECRET_KEY is not the one that it was encrypted with.');
  }
}
