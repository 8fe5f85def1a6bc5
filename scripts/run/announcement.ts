import os from 'node:os';
import type { Env } from '@/lib/env';
import { hostPort } from './host-port';

export interface Announcement {
  readonly env: Env;
  /** Path and query of the one-time link; null when there is an administrator already. */
  readonly setupPath: string | null;
  readonly selfSigned: boolean;
}

/** What `npm start` prints once everything runs. */
export function announce({ env, setupPath, selfSigned }: Announcement): string {
  const console = consoleUrl(env);
  const smtp = (port: number) => hostPort(env.SMTP_HOST, port).padEnd(24);
  const lines = [
    '',
    'Siegel is running. Ctrl-C stops it.',
    '',
    `  Console         ${console}`,
    `  SMTP            ${smtp(env.SMTP_PORT)}STARTTLS`,
    `  SMTPS           ${smtp(env.SMTPS_PORT)}TLS from the first byte`,
    `  Submission      ${smtp(env.SUBMISSION_PORT)}STARTTLS, for users who sign in`,
    `  Health          http://${hostPort(reachableHost(env.CONSOLE_HOST), env.METRICS_PORT)}/healthz  /readyz  /metrics`,
    `  Data            ${env.DATA_DIR}`,
  ];
  if (setupPath !== null) lines.push('', '  Create the first administrator with this link; it works once:', `  ${console}${setupPath}`);
  if (selfSigned) {
    lines.push(
      '',
      '  WARNING: the certificate of the SMTP listeners is a self-signed one, made at the first start. Partners that',
      '  check certificates will not deliver to it.',
    );
  }
  return [...lines, ''].join('\n');
}

/** Where a browser finds the console. */
export function consoleUrl({ CONSOLE_HOST, CONSOLE_PORT }: Pick<Env, 'CONSOLE_HOST' | 'CONSOLE_PORT'>): string {
  return `http://${hostPort(reachableHost(CONSOLE_HOST), CONSOLE_PORT)}`;
}

/** As a browser elsewhere would write it: an address that stands for all is replaced by the machine's name. */
function reachableHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? os.hostname() : host;
}
