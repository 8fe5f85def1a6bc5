import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDataDir } from '@/lib/data-dir';
import type { Env } from '@/lib/env';

/** What every other key of this installation is derived from. */
export interface SecretKey {
  /** 32 bytes for one purpose (HKDF-SHA256, RFC 5869): two purposes never share a key. */
  readonly derive: (purpose: 'secret-box' | 'console-sessions' | 'notifications') => Buffer;
}

/**
 * The secret of this installation: SECRET_KEY, else the file `secret.key` in DATA_DIR, which the first process to ask makes (mode 0600).
 * @throws Error with one sentence when the file can be neither read nor made
 */
export function loadSecretKey(env: Pick<Env, 'SECRET_KEY' | 'DATA_DIR'>): SecretKey {
  const secret = env.SECRET_KEY ?? readOrMake(env.DATA_DIR);
  return { derive: (purpose) => Buffer.from(hkdfSync('sha256', secret, 'siegel', purpose, 32)) };
}

function readOrMake(dataDir: string): string {
  const file = path.join(dataDir, 'secret.key');
  try {
    const existing = readIfThere(file);
    if (existing !== null) return existing;
    makeDataDir(dataDir);
    // Console and worker may start at the same time: linking a finished file lets exactly one of them win, and nobody reads half a key.
    const own = path.join(dataDir, `secret.key.${process.pid}.${randomBytes(4).toString('hex')}`);
    writeFileSync(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(own, file);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(own);
    }
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`The secret key ${file} can be neither read nor made: ${error instanceof Error ? error.message : error}`);
  }
}

function readIfThere(file: string): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length < 32) throw new Error('it has fewer than 32 characters');
    return secret;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
