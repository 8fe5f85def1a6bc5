import type { Env } from '@/lib/env';

/** Whether the URL is answered with success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return ok;
  } catch {
    return false;
  }
}

/** A page of the console that needs no sign-in, by an address of this machine. */
export function consoleProbe({ CONSOLE_HOST, CONSOLE_PORT }: Pick<Env, 'CONSOLE_HOST' | 'CONSOLE_PORT'>): string {
  const local = new Map([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '::1'],
  ]);
  const host = local.get(CONSOLE_HOST) ?? CONSOLE_HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${CONSOLE_PORT}/sign-in`;
}

/** Where the worker says whether it takes mail. */
export function workerProbe({ METRICS_PORT }: Pick<Env, 'METRICS_PORT'>): string {
  return `http://127.0.0.1:${METRICS_PORT}/readyz`;
}
