import type { Env } from '@/lib/env';
import { hostPort } from './host-port';

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
  return `http://${hostPort(localHost(CONSOLE_HOST), CONSOLE_PORT)}/sign-in`;
}

/** Where the worker says whether it takes mail. */
export function workerProbe({ CONSOLE_HOST, METRICS_PORT }: Pick<Env, 'CONSOLE_HOST' | 'METRICS_PORT'>): string {
  return `http://${hostPort(localHost(CONSOLE_HOST), METRICS_PORT)}/readyz`;
}

/** The addresses that stand for all of a machine cannot be connected to everywhere. */
function localHost(host: string): string {
  return { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
}
