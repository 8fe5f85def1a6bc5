import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** The environment: every setting that a deployment can make, in one place. `.env.example` lists the same names. */
const envSchema = z
  .object({
    DATABASE_URL: z.string().startsWith('postgres').optional(),
    DATA_DIR: z.string().min(1).default('.data'),
    CONSOLE_HOST: z.string().min(1).default('127.0.0.1'),
    CONSOLE_PORT: port.default(3000),
    SMTP_HOST: z.string().min(1).default('0.0.0.0'),
    SMTP_PORT: port.default(2525),
    SMTPS_PORT: port.default(4465),
    SUBMISSION_PORT: port.default(5587),
    MAIL_HOSTNAME: z
      .string()
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'must be a host name')
      .default(os.hostname() || 'localhost'),
    DNS_SERVERS: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    METRICS_PORT: port.default(9464),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
    API_TOKEN: z.string().min(20, 'must have at least 20 characters').optional(),
    SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
    EXTRA_CA_FILE: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .transform((env) => ({ ...env, DATA_DIR: path.resolve(env.DATA_DIR) }));
export type Env = z.infer<typeof envSchema>;

/** A setting is wrong; `message` is one sentence per setting that says what to change. */
export class SettingError extends Error {}

/**
 * Parses the environment; an empty variable counts as unset. The only reader of process.env.
 * @throws SettingError
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingError(parsed.error.issues.map((issue) => `The setting ${issue.path.join('.')} is wrong: ${issue.message}.`).join('\n'));
}
