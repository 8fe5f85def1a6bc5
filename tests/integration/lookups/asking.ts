import { afterEach } from 'vitest';
import { createCachedDns } from '@/lib/net/cached-dns';
import type { AskDns } from '@/lib/net/dns-cache';
import { type DnsServer, startDnsServer, type Zones } from '../../support/dns-server';

/** Milliseconds: short, for tests in which a server is silent. */
const PATIENCE = 200;
const running: DnsServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** DNS that asks a real server with these zones. */
export async function asking(zones: Zones): Promise<{ ask: AskDns; server: DnsServer }> {
  const server = await startDnsServer(zones);
  running.push(server);
  return { ask: createCachedDns([server.address], PATIENCE), server };
}

export const NEVER = new AbortController().signal;
