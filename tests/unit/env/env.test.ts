import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readEnv, SETTING_NAMES } from '@/lib/env';

test('every setting has a default or may be absent', () => {
  const env = readEnv({});
  expect(env).toMatchObject({ CONSOLE_HOST: '127.0.0.1', CONSOLE_PORT: 3000, SMTP_PORT: 2525, SMTPS_PORT: 4465, SUBMISSION_PORT: 5587 });
  expect(env.DATA_DIR).toBe(path.resolve('.data'));
  expect(env.DATABASE_URL).toBeUndefined();
});

test('an empty variable counts as unset', () => {
  expect(readEnv({ SMTP_PORT: '', DATABASE_URL: '' })).toEqual(readEnv({}));
});

test('workers are one, some, or as many as there are cores', () => {
  expect(readEnv({}).SMTP_WORKERS).toBe(1);
  expect(readEnv({ SMTP_WORKERS: '4' }).SMTP_WORKERS).toBe(4);
  expect(readEnv({ SMTP_WORKERS: 'auto' }).SMTP_WORKERS).toBe(os.availableParallelism());
});

test('DNS servers are a list', () => {
  expect(readEnv({ DNS_SERVERS: '127.0.0.1:53, [::1]:5353,' }).DNS_SERVERS).toEqual(['127.0.0.1:53', '[::1]:5353']);
  expect(readEnv({ DNS_SERVERS: '192.0.2.1,2001:db8::1' }).DNS_SERVERS).toEqual(['192.0.2.1', '2001:db8::1']);
});

const DATABASE_URL_WRONG =
  'The setting DATABASE_URL must look like postgresql://user:password@host:5432/database, with %23 for a # in the password.';
const DNS_SERVERS_WRONG = 'The setting DNS_SERVERS must be addresses such as 127.0.0.1:53 or [::1]:53, separated by commas.';
const WEBHOOK_NETWORKS_WRONG = 'The setting WEBHOOK_NETWORKS must be networks such as 10.1.2.0/24 or 192.0.2.7, separated by commas.';
const EXTRA_CA_FILE_WRONG = 'The setting EXTRA_CA_FILE must be a file that can be read, with certificates as PEM.';

test.each([
  [{ CONSOLE_PORT: 'abc' }, 'The setting CONSOLE_PORT must be a port number, 0 to 65535.'],
  [{ SMTP_PORT: '70000' }, 'The setting SMTP_PORT must be a port number, 0 to 65535.'],
  [{ SMTP_PORT: '25.5' }, 'The setting SMTP_PORT must be a port number, 0 to 65535.'],
  [{ DATABASE_URL: 'mysql://localhost/x' }, 'The setting DATABASE_URL must look like postgresql://user:password@host:5432/database.'],
  ...['postgresql://user@/database', 'postgresql://user:pass#word@127.0.0.1/database', 'postgresql://127.0.0.1:99999/database'].map(
    (DATABASE_URL): [Record<string, string>, string] => [{ DATABASE_URL }, DATABASE_URL_WRONG],
  ),
  ...['resolver.example', '127.0.0.1:0', '127.0.0.1:65536', '[127.0.0.1]:53', '127.0.0.1:53 [::1]:53'].map(
    (DNS_SERVERS): [Record<string, string>, string] => [{ DNS_SERVERS }, DNS_SERVERS_WRONG],
  ),
  ...['0', '65', '1.5', 'many'].map((SMTP_WORKERS): [Record<string, string>, string] => [
    { SMTP_WORKERS },
    'The setting SMTP_WORKERS must be auto, or a number from 1 to 64.',
  ]),
  [{ MAIL_HOSTNAME: 'not a host' }, 'The setting MAIL_HOSTNAME must be a host name such as mx.example.com.'],
  [{ ADMIN_EMAIL: 'admin@example.com' }, 'The setting ADMIN_PASSWORD must be set together with ADMIN_EMAIL.'],
  [{ ADMIN_EMAIL: 'admin', ADMIN_PASSWORD: 'correct horse battery' }, 'The setting ADMIN_EMAIL must be an e-mail address.'],
  [{ SECRET_KEY: 'short' }, 'The setting SECRET_KEY must have at least 32 characters.'],
  [{ WEBHOOK_NETWORKS: '10.0.0.0/8, intranet' }, WEBHOOK_NETWORKS_WRONG],
  [{ EXTRA_CA_FILE: '/does/not/exist' }, EXTRA_CA_FILE_WRONG],
  [{ EXTRA_CA_FILE: 'package.json' }, EXTRA_CA_FILE_WRONG],
  [{ LOG_LEVEL: 'loud' }, 'The setting LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
])('%j is refused in one sentence', (source, sentence) => {
  expect(() => readEnv(source)).toThrow(new Error(sentence));
});

test('two wrong settings give two sentences', () => {
  expect(() => readEnv({ SMTP_PORT: 'x', API_TOKEN: 'x' })).toThrow(/^The setting SMTP_PORT .*\.\nThe setting API_TOKEN .*\.$/);
});

test('.env.example and docs/operations.md name exactly the settings that exist', () => {
  const example = [...fs.readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(example.toSorted()).toEqual(SETTING_NAMES.toSorted());
  const documented = [...fs.readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(documented.toSorted()).toEqual(SETTING_NAMES.toSorted());
});
