import type { Env } from '@/lib/env';
import { inProject } from './project-root';

/** The console: `next start`, or `next dev` with reload, on the address and port of the settings. */
export function nextCommand(mode: 'start' | 'dev', { CONSOLE_HOST, CONSOLE_PORT }: Env): readonly [string, ...string[]] {
  return [process.execPath, inProject('node_modules/next/dist/bin/next'), mode, '-H', CONSOLE_HOST, '-p', String(CONSOLE_PORT)];
}
