import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { toNetwork } from '@/lib/mail/network';

const port = z.coerce
  .number('must be a port number, 0 to 65535')
  .pipe(
    z.int('must be a port number, 0 to 65535').min(0, 'must be a port number, 0 to 65535').max(65_535, 'must be a port number, 0 to 65535'),
  );
/** Processes; `auto`: one per core that this process may use. */
const workers = z
  .string()
  .regex(/^(auto|[1-9]|[1-5]\d|6[0-4])$/, 'must be auto, or a number from 1 to 64')
  .transform((count) => (count === 'auto' ? Math.min(64, os.availableParallelism()) : Number(count)));
const text = z.string().trim().min(1);

/** The environment: every setting that a deployment can make, in one place. `.env.example` and docs/operations.md list the same names. */
const envSchema = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\/[^/]+\/[^/?]+/, 'must look like postgresql://user:password@host:5432/database')
      .refine(URL.canParse, 'must look like postgresql://user:password@host:5432/database, with %23 for a # in the password')
      .optional(),
    DATA_DIR: text.default('.data'),
    CONSOLE_HOST: text.default('127.0.0.1'),
    CONSOLE_PORT: port.default(3000),
    SMTP_HOST: text.default('0.0.0.0'),
    SMTP_PORT: port.default(2525),
    SMTPS_PORT: port.default(4465),
    SUBMISSION_PORT: port.default(5587),
    MAIL_HOSTNAME: text
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'must be a host name such as mx.example.com')
      .default(os.hostname() || 'localhost'),
    DNS_SERVERS: z
      .string()
      .default('')
      .transform(entries)
      .refine((servers) => servers.every(isDnsServer), 'must be addresses such as 127.0.0.1:53 or [::1]:53, separated by commas'),
    SMTP_WORKERS: workers.prefault('1'),
    WEBHOOK_NETWORKS: z
      .string()
      .default('')
      .transform(entries)
      .refine(
        (list) => list.every((one) => toNetwork(one) !== null),
        'must be networks such as 10.1.2.0/24 or 192.0.2.7, separated by commas',
      )
      .transform((list) => list.flatMap((one) => toNetwork(one) ?? [])),
    METRICS_PORT: port.default(9464),
    ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
    ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
    API_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
    SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
    EXTRA_CA_FILE: text.refine(holdsCertificate, 'must be a file that can be read, with certificates as PEM').optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be fatal, error, warn, info, debug, trace or silent')
      .default('info'),
  })
  .superRefine((env, context) => {
    for (const [given, missing] of [
      ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
      ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
    ] as const) {
      if (env[given] !== undefined && env[missing] === undefined) {
        context.addIssue({ code: 'custom', path: [missing], message: `must be set together with ${given}` });
      }
    }
  })
  .transform((env) => ({ ...env, DATA_DIR: path.resolve(env.DATA_DIR) }));
export type Env = z.infer<typeof envSchema>;

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(envSchema.in.shape);

/** A setting is wrong; `message` is one sentence per setting that says what to change, and repeats no value: it may be a secret. */
export class SettingError extends Error {}

/**
 * Parses the environment, to which a file `.env` in the working directory adds what is not set; an empty variable counts as unset.
 * The only reader of process.env.
 * @throws SettingError
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = { ...readDotEnv(), ...process.env }): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingError(parsed.error.issues.map((issue) => `The setting ${issue.path.join('.')} ${issue.message}.`).join('\n'));
}

function readDotEnv(): NodeJS.Dict<string> {
  try {
    return parseEnv(fs.readFileSync('.env', 'utf8'));
  } catch {
    return {};
  }
}

function entries(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. */
function isDnsServer(server: string): boolean {
  if (net.isIP(server) !== 0) return true;
  const [, v6, v4, port] = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(server) ?? [];
  // Node aborts the whole process when it is given port 0.
  return net.isIP(v6 ?? v4 ?? '') === (v6 === undefined ? 4 : 6) && Number(port) >= 1 && Number(port) <= 65_535;
}

/** Node ignores a file of authorities that it cannot parse. */
function holdsCertificate(file: string): boolean {
  try {
    new X509Certificate(fs.readFileSync(file));
    return true;
  } catch {
    return false;
  }
}
