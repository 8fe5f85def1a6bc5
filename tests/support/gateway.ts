import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type tls from 'node:tls';
import pg from 'pg';
import { loadSecretKey } from '@/lib/auth/secret-key';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { openLog } from '@/lib/log/log';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import { actOnWaiting, idsGiven } from '@/lib/queue/act-on-waiting';
import { deleteItem } from '@/lib/revisions/delete-item';
import { latestRevision } from '@/lib/revisions/latest-revision';
import { updateItem } from '@/lib/revisions/update-item';
import { type RunningWorker, startWorker } from '@/smtp-worker/worker';
import type { CertificateAuthority } from './certificate-authority';
import { createTestDatabase } from './database';
import type { ListenerName } from './dialogue';
import { type DnsServer, startDnsServer } from './dns-server';
import { create, type GatewaySetup, type RuleInput, ruleDraft, saveSetup } from './gateway-setup';
import { MailRecords } from './mail-records';
import { SmtpClient } from './smtp-client';
import { waitFor } from './wait-for';
import { startWireTap, type WireTap } from './wire-tap';

const GATEWAY_HOSTNAME = 'mx.siegel.example';
/** Any text of 32 characters: no secret outlives the test. */
export const TEST_SECRET = 'a secret that is for tests alone.';

/** A worker in this process with a database of its own, and what a test wants to do with the two. */
export interface Gateway extends Pick<MailRecords, 'recipientState' | 'waitForState' | 'attempts' | 'storedMessage'> {
  readonly ports: Readonly<Record<ListenerName, number>>;
  readonly metricsPort: number;
  /** Stands between the worker and its database, and can be cut. The test itself reads past it. */
  readonly database: WireTap;
  readonly sql: pg.Pool;
  /** For a console beside the worker. */
  readonly databaseUrl: string;
  /** `tlsOptions` are for implicit TLS. */
  connect(listener: ListenerName, tlsOptions?: tls.ConnectionOptions): Promise<SmtpClient>;
  /** Replaces the whole list of rules; resolves when the worker enforces it. */
  setRules(rules: readonly RuleInput[]): Promise<void>;
  setRuleMode(name: string, mode: 'enforce' | 'monitor' | 'disabled'): Promise<void>;
  /** As the button in the console: what waits for this recipient is tried again at once. */
  retryNow(address: string): Promise<void>;
  /** As if so many seconds had passed: what the worker remembers of clients is that much older. */
  rememberLonger(seconds: number): Promise<void>;
  /** Deletes what waits, as an administrator would. */
  emptyQueue(): Promise<void>;
  /** What the worker logged, one JSON object a line. */
  readonly logged: readonly string[];
  /** Resolves when the worker has noticed the end of every session. */
  sessionsEnded(): Promise<void>;
  /** Stops the worker alone; the database stays to be looked at. */
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface GatewayPeers {
  /** Without one, no name can be looked up for now: what is to leave waits. */
  readonly dns?: DnsServer;
  readonly authority?: CertificateAuthority;
  /** Networks that webhooks may reach beside the public ones. */
  readonly webhookNetworks?: readonly string[];
}

export async function startGateway(
  setup: GatewaySetup = {},
  { dns, authority, webhookNetworks = [] }: GatewayPeers = {},
): Promise<Gateway> {
  const own = await createTestDatabase();
  const db = openDatabase(own.url);
  await saveSetup(db, setup);
  const sql = new pg.Pool({ connectionString: own.url, max: 3 });
  const databaseAddress = new URL(own.url);
  const tap = await startWireTap({ targetPort: Number(databaseAddress.port), targetHost: databaseAddress.hostname, record: false });
  const throughTap = new URL(own.url);
  throughTap.hostname = '127.0.0.1';
  throughTap.port = String(tap.port);
  const ownDns = dns === undefined ? await startDnsServer({ 'elsewhere.example': 'servfail', ...setup.dns }) : null;
  const logged: string[] = [];
  const worker = await startWorker({
    hostname: GATEWAY_HOSTNAME,
    databaseUrl: throughTap.href,
    databaseConnections: 20,
    secretKey: loadSecretKey({ SECRET_KEY: TEST_SECRET, DATA_DIR: path.resolve('.data') }),
    listeners: [
      { name: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls', submission: false },
      { name: 'smtps', host: '127.0.0.1', port: 0, tls: 'implicit', submission: false },
      { name: 'submission', host: '127.0.0.1', port: 0, tls: 'starttls', submission: true },
    ],
    dnsServers: [(dns ?? ownDns)?.address ?? ''],
    metrics: { host: '127.0.0.1', port: 0 },
    extraCa: authority?.certificate ?? null,
    webhookNetworks,
    log: openLog('debug', { write: (line) => void logged.push(line) }),
    timings: { grace: 2000, dnsQuestion: 300, webhookRetries: [50, 50] },
  });
  if (setup.policy !== false) {
    await inForce(db, sql, worker.id).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${logged.join('')}`);
    });
  }
  let stopped: Promise<void> | null = null;
  const stopWorker = (): Promise<void> => {
    const stopping = stopped ?? worker.stop();
    stopped = stopping;
    return stopping;
  };
  const records = new MailRecords(sql);
  const ports = { smtp: portOf(worker, 'smtp'), smtps: portOf(worker, 'smtps'), submission: portOf(worker, 'submission') };

  return {
    ports,
    metricsPort: worker.metricsPort ?? 0,
    database: tap,
    sql,
    databaseUrl: own.url,
    logged,
    recipientState: (address) => records.recipientState(address),
    waitForState: (address, state) => records.waitForState(address, state),
    attempts: (address) => records.attempts(address),
    storedMessage: (address) => records.storedMessage(address),
    connect: (listener, tlsOptions = {}) =>
      SmtpClient.connect({ port: ports[listener], tls: listener === 'smtps' ? 'implicit' : 'none', tlsOptions }),
    setRules: async (rules) => {
      await replaceRules(db, rules);
      await inForce(db, sql, worker.id);
    },
    setRuleMode: async (name, mode) => {
      await changeMode(db, name, mode);
      await inForce(db, sql, worker.id);
    },
    retryNow: async (address) => void (await actOnWaiting(sql, randomUUID(), { action: 'retry' }, idsGiven(await waiting(sql, address)))),
    rememberLonger: async (seconds) => void (await sql.query(OLDER_TRIPLETS, [seconds])),
    emptyQueue: async () => void (await actOnWaiting(sql, randomUUID(), { action: 'delete' }, idsGiven(await waiting(sql)))),
    sessionsEnded: () => sessionsEnded(logged),
    stopWorker,
    stop: async () => {
      await stopWorker();
      await Promise.all([db.$disconnect(), sql.end(), tap.stop(), ownDns?.stop()]);
      await own.drop();
    },
  };
}

const OLDER_TRIPLETS = `UPDATE greylist_triplet SET first_seen = first_seen - make_interval(secs => $1),
  last_seen = last_seen - make_interval(secs => $1), passed_at = passed_at - make_interval(secs => $1)`;

function portOf(worker: RunningWorker, name: string): number {
  const listener = worker.listeners.find((each) => each.name === name);
  if (listener === undefined) throw new Error(`the worker has no listener ${name}`);
  return listener.port;
}

async function replaceRules(db: Database, rules: readonly RuleInput[]): Promise<void> {
  const old = await db.policyItem.findMany({ where: { kind: 'rule', validTo: null } });
  for (const rule of old) await deleteItem(db, 'test', { kind: 'rule', id: rule.itemId, version: rule.versionId });
  for (const rule of rules) await create(db, { kind: 'rule', content: ruleDraft(rule) });
}

async function changeMode(db: Database, name: string, mode: 'enforce' | 'monitor' | 'disabled'): Promise<void> {
  const item = await db.policyItem.findFirstOrThrow({ where: { kind: 'rule', name, validTo: null } });
  const stored = typeof item.content === 'object' && item.content !== null && !Array.isArray(item.content) ? item.content : {};
  const content = ruleDraftSchema.parse({ ...stored, mode });
  await updateItem(db, 'test', { id: item.itemId, version: item.versionId, draft: { kind: 'rule', content } });
}

async function inForce(db: Database, sql: pg.Pool, workerId: string): Promise<void> {
  const revision = await latestRevision(db);
  await waitFor(`the worker to enforce revision ${revision}`, async () => {
    const { rows } = await sql.query<{ revision: number }>('SELECT revision FROM worker WHERE id = $1', [workerId]);
    return rows[0]?.revision === revision;
  });
}

async function waiting(sql: pg.Pool, address: string | null = null): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM mail_recipient WHERE state IN ('pending', 'active', 'deferred', 'held') AND ($1::text IS NULL OR address = $1)`,
    [address],
  );
  return rows.map(({ id }) => id);
}

async function sessionsEnded(logged: readonly string[]): Promise<void> {
  const count = (event: string): number => logged.filter((line) => line.includes(`"event":"${event}"`)).length;
  await waitFor('every session to end', () => count('session-opened') === count('session-closed'));
}
