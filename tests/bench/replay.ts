import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { replayReportSchema } from '@/lib/api/contracts/replays';
import { replayRoute } from '@/lib/api/routes/replays';
import { ensureApiToken } from '@/lib/auth/api-token';
import { closeConsole, consoleContext } from '@/lib/console/context';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { ruleDraft, saveSetup } from '../support/gateway-setup';
import { recordTraffic } from '../support/recorded-traffic';
import { forcedTlsIn, forcedTlsOut } from '../support/rules';
import { cpuMilliseconds } from './cpu';

export interface ReplayTime {
  readonly draft: string;
  readonly transactions: number;
  readonly changed: number;
  readonly seconds: number;
  /** Of this process and PostgreSQL together. */
  readonly cpuSeconds: number;
}

const TOKEN = 'a token of the benchmarks, for nothing else';
const DOMAINS = 1000;

const DRAFTS = [
  { title: 'TLS from one domain', rule: forcedTlsIn({ domain: 'd10.example' }) },
  {
    title: 'TLS from everybody',
    rule: {
      name: 'only TLS',
      conditions: [['connection.is-ssl', { encrypted: false }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    },
  },
  {
    title: 'Another next hop for everything',
    rule: {
      name: 'smart host',
      conditions: [],
      actions: [['relay.host', { to: 'hosts', hosts: [{ host: 'mx.out.example', port: 465 }] }]],
    },
  },
] as const;

/** How long POST /replays takes over so many recorded transactions, with a rule list of 100 partners, in this process and a PostgreSQL beside it. */
export async function measureReplays(transactions: number): Promise<ReplayTime[]> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-bench-'));
  const server = await startEmbeddedPostgres({ directory });
  try {
    const databaseUrl = server.databaseUrl('siegel');
    await applyMigrations(databaseUrl);
    Object.assign(process.env, { DATABASE_URL: databaseUrl, SECRET_KEY: 'a secret that is for benchmarks.', LOG_LEVEL: 'silent' });
    const { db } = consoleContext();
    const partners = Array.from({ length: 50 }, (_, index) => `d${index * 20 + 1}.example`);
    await saveSetup(db, {
      routing: { relayNetworks: ['198.18.0.0/15'] },
      rules: partners.flatMap((domain) => [forcedTlsIn({ domain }), forcedTlsOut({ domain, host: `mx.${domain}`, port: 465 })]),
    });
    await ensureApiToken(db, TOKEN);
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    await recordTraffic(pool, { transactions, domains: DOMAINS, clients: 500, days: 25 });
    await pool.end();
    // This process has PostgreSQL below it.
    const roots = [process.pid];
    const times: ReplayTime[] = [];
    for (const { title, rule } of DRAFTS) {
      const cpuBefore = await cpuMilliseconds(roots);
      const time = await measure(title, ruleDraft(rule), transactions);
      times.push({ ...time, cpuSeconds: ((await cpuMilliseconds(roots)) - cpuBefore) / 1000 });
    }
    return times;
  } finally {
    await closeConsole();
    await server.stop();
    await fs.rm(directory, { recursive: true, force: true });
  }
}

async function measure(draft: string, rule: ReturnType<typeof ruleDraft>, transactions: number): Promise<Omit<ReplayTime, 'cpuSeconds'>> {
  const began = performance.now();
  const request = new Request('http://console.example/api/v1/replays', {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ days: 30, draft: { kind: 'rule', id: null, rule, before: null } }),
  });
  const answer = await replayRoute.handle(request, { params: Promise.resolve({}) });
  const lines = (await answer.text()).trimEnd().split('\n');
  const seconds = (performance.now() - began) / 1000;
  const { done, judged, changed } = replayReportSchema.parse(JSON.parse(lines.at(-1) ?? 'null'));
  if (!done || judged !== transactions) throw new Error(`${draft}: ${judged} of ${transactions} judged`);
  return { draft, transactions, changed, seconds };
}
