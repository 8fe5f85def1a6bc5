import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash';
import { isSameOrigin } from '@/lib/auth/same-origin';
import { decryptSecret, encryptSecret } from '@/lib/auth/secret-box';
import { loadSecretKey } from '@/lib/auth/secret-key';

let directory: string;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'siegel-secrets-'));
});
afterEach(() => fs.rmSync(directory, { recursive: true }));

const fromFile = () => loadSecretKey({ SECRET_KEY: undefined, DATA_DIR: path.join(directory, 'data') });
const bytesOf = (key: ReturnType<typeof loadSecretKey>) => key.derive('secret-box').toString('hex');

describe('the secret key', () => {
  test('is made once, for its owner alone, and found again', () => {
    const first = bytesOf(fromFile());
    const file = path.join(directory, 'data/secret.key');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(bytesOf(fromFile())).toBe(first);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['secret.key']);
  });

  test('of the settings wins over the file', () => {
    const file = bytesOf(fromFile());
    const setting = loadSecretKey({ SECRET_KEY: 'x'.repeat(32), DATA_DIR: path.join(directory, 'data') });
    expect(bytesOf(setting)).not.toBe(file);
  });

  test('gives each purpose a key of its own', () => {
    const key = fromFile();
    expect(key.derive('console-sessions')).toHaveLength(32);
    expect(key.derive('console-sessions').equals(key.derive('secret-box'))).toBe(false);
  });

  test('in a file that was cut short is refused, not replaced', () => {
    fs.mkdirSync(path.join(directory, 'data'));
    fs.writeFileSync(path.join(directory, 'data/secret.key'), 'short');
    expect(fromFile).toThrow(/secret\.key can be neither read nor made: it has fewer than 32 characters/);
  });
});

describe('an encrypted secret', () => {
  test('comes back, and never looks the same twice', () => {
    const key = fromFile();
    const [one, two] = [encryptSecret(key, 'Schlüssel'), encryptSecret(key, 'Schlüssel')];
    expect(one).not.toBe(two);
    expect([decryptSecret(key, one), decryptSecret(key, two)]).toEqual(['Schlüssel', 'Schlüssel']);
  });

  test('is refused under another key, altered, or cut short', () => {
    const key = fromFile();
    const encrypted = encryptSecret(key, 'secret');
    const altered = `${encrypted.slice(0, -2)}${encrypted.endsWith('AA') ? 'BB' : 'AA'}`;
    const other = loadSecretKey({ SECRET_KEY: 'y'.repeat(32), DATA_DIR: directory });
    expect(() => decryptSecret(other, encrypted)).toThrow(/SECRET_KEY/);
    expect(() => decryptSecret(key, altered)).toThrow();
    expect(() => decryptSecret(key, encrypted.slice(0, 12))).toThrow();
    expect(() => decryptSecret(key, 'plain')).toThrow(/unknown form/);
  });
});

describe('a password', () => {
  test('is known again, also when typed in another normal form', async () => {
    const hash = await hashPassword('P\u00e4sswort mit Umlaut');
    expect(hash).toMatch(/^scrypt\$16384\$8\$5\$/);
    expect(await verifyPassword('Pa\u0308sswort mit Umlaut', hash)).toBe(true);
    expect(await verifyPassword('Passwort mit Umlaut', hash)).toBe(false);
  });

  test('matches no hash that cannot be read', async () => {
    for (const hash of ['', 'plain', 'scrypt$1$2$3', 'scrypt$16384$8$5$salt$', '$2b$10$abcdefghijklmnopqrstuv']) {
      expect(await verifyPassword('anything', hash)).toBe(false);
    }
  });
});

describe('where a write comes from', () => {
  test.each([
    [{}, true],
    [{ origin: 'http://console.example:3000' }, true],
    [{ origin: 'https://console.example:3000', 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ origin: 'https://console.outside.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://console.outside.example', 'x-forwarded-host': 'console.outside.example' }, true],
    [{ origin: 'http://console.example' }, false],
    [{ origin: 'http://console.example:3000.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'http://console.example:3000', 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
  ])('%j', (headers, expected) => {
    expect(isSameOrigin(new Headers({ host: 'console.example:3000', ...headers }))).toBe(expected);
  });
});
