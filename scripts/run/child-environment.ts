import type { Env } from '@/lib/env';

/** What console and worker find in their environment: ours, with the database and the ports that were settled at the start. */
export function childEnvironment(env: Env, databaseUrl: string, nodeEnv: 'production' | 'development'): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: nodeEnv,
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: env.DATA_DIR,
    CONSOLE_PORT: String(env.CONSOLE_PORT),
    SMTP_PORT: String(env.SMTP_PORT),
    SMTPS_PORT: String(env.SMTPS_PORT),
    SUBMISSION_PORT: String(env.SUBMISSION_PORT),
    METRICS_PORT: String(env.METRICS_PORT),
  };
}
