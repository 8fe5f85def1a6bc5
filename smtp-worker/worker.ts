import { randomBytes, randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { listenFor } from '@/lib/db/database-channels';
import { WATCH_CHANNEL } from '@/lib/live/live-event';
import { LOOKUP_TIMEOUT } from '@/lib/lookups/mail-lookups';
import { createCachedDns } from '@/lib/net/cached-dns';
import { appendChunk } from '@/lib/queue/append-chunk';
import { newQueueId, QUEUE_ID_RANDOM } from '@/lib/queue/queue-id';
import { queueState } from '@/lib/queue/queue-state';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewTransaction } from '@/lib/queue/transaction';
import packageJson from '@/package.json' with { type: 'json' };
import { CertificateHolder } from './certificate-holder';
import { DatabaseClock } from './database-clock';
import { DatabaseState } from './database-state';
import { startDelivery } from './delivery/delivery-loop';
import type { RunningDelivery } from './delivery/delivery-options';
import { FailedSignIns } from './failed-sign-ins';
import { firstSeen } from './greylist/first-seen';
import { Batcher } from './intake/batcher';
import { isUnstorable } from './intake/why-not-stored';
import { ConnectionCount } from './listeners/connection-count';
import { type OpenListener, openListener } from './listeners/listener';
import { LiveFeed } from './live-feed';
import { startPruning } from './message-pruning';
import { lookupLabels } from './monitoring/lookup-labels';
import { createMetrics, type Metrics } from './monitoring/metrics';
import { openHealth } from './monitoring/open-health';
import { Traffic } from './monitoring/traffic';
import { startNotifying } from './notify/start-notifying';
import { PolicyHolder } from './policy-holder';
import { Presence } from './presence';
import { RuleHits } from './rule-hits';
import type { SessionContext } from './session/session-context';
import { SmtpUsers } from './smtp-users';
import { cannotListen, databaseNotUsable, orStartError } from './start-error';
import { DEFAULT_TIMINGS, type RunningListener, type WorkerConfig } from './worker-config';
import { databaseTime } from './worker-row';

export interface RunningWorker {
  readonly id: string;
  readonly listeners: readonly RunningListener[];
  /** Null: a supervisor serves them. */
  readonly metricsPort: number | null;
  /** Why it cannot take mail at the moment; null: it can. */
  notReady(): string | null;
  /** As /metrics shows them, but to be added up with those of other processes. */
  metrics(): ReturnType<Metrics['values']>;
  readonly clients: ConnectionCount;
  /** Stops accepting, lets sessions and deliveries finish within the grace, gives back the claims and marks the worker as stopped. */
  stop(): Promise<void>;
}

/** Milliseconds until records of refusals that could not be stored are tried again. */
const RECORD_RETRY = 1000;
const POOL: pg.PoolConfig = {
  connectionTimeoutMillis: 5000,
  query_timeout: 60_000,
  keepAlive: true,
  // A worker that is cut off within a transaction must not hold its locks until the network gives it up.
  idle_in_transaction_session_timeout: 10_000,
};

/**
 * Starts an SMTP worker in this process.
 * @throws StartError when the database cannot be used or a port is not to be had; then nothing is left running
 */
export async function startWorker(config: WorkerConfig): Promise<RunningWorker> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await start(config, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

async function start(config: WorkerConfig, undo: (() => Promise<unknown>)[]): Promise<RunningWorker> {
  const { hostname, databaseUrl, log, secretKey } = config;
  const timings = { ...DEFAULT_TIMINGS, ...config.timings };
  const id = randomUUID();

  const pool = new pg.Pool({ ...POOL, max: config.databaseConnections, connectionString: databaseUrl });
  undo.push(() => pool.end());
  const database = new DatabaseState(pool, log);
  pool.on('error', (error) => database.lost(error));
  const asked = performance.now();
  const time = await orStartError(databaseTime(pool), databaseNotUsable);
  const clock = new DatabaseClock(() => performance.now(), { asked, time, answered: performance.now() });
  const { now } = clock;
  const live = new LiveFeed(pool, now);
  const told = live.tell(log);

  const certificates = new CertificateHolder({ pool, database, secretKey, hostname, log, poll: timings.poll });
  await orStartError(certificates.load(), (reason) => `The certificate of the listeners cannot be used: ${reason}`);

  const hits = new RuleHits(now);
  const count = new ConnectionCount(config.onClientChange);
  let delivery: RunningDelivery | null = null;
  let workers = 1;
  const policy: PolicyHolder = new PolicyHolder({
    pool,
    databaseUrl,
    database,
    log,
    poll: timings.poll,
    onLoaded: (revision) => presence.reportRevision(revision),
  });
  const metrics = createMetrics({
    version: packageJson.version,
    sessions: () => count.all(),
    deliveries: () => delivery?.underWay() ?? 0,
    policy: () => {
      const revision = policy.current()?.policy.revision;
      return revision === undefined ? null : { revision, compileSeconds: policy.compileSeconds };
    },
    databaseUp: () => !database.away,
    certificates: () => [certificates.current().own, ...certificates.current().others],
    queue: () => (database.away ? Promise.resolve(null) : queueState(pool).catch(() => null)),
  });
  const traffic = new Traffic(metrics, now);
  const nextQueueId = (): string => newQueueId(now().getTime(), randomBytes(QUEUE_ID_RANDOM));
  const notifying = startNotifying({
    workerId: id,
    hostname,
    policy: () => policy.current(),
    newQueueId: nextQueueId,
    now,
    onQueued: (stored) => delivery?.wake(stored),
    log,
    metrics,
    secretKey,
    dnsServers: config.dnsServers,
    extraCa: config.extraCa,
    webhookNetworks: config.webhookNetworks,
    retries: timings.webhookRetries,
    version: packageJson.version,
  });
  const presence = new Presence({
    pool,
    database,
    log,
    counts: [hits, traffic, notifying.notifier],
    timings,
    worker: { id, host: os.hostname(), pid: process.pid, version: packageJson.version, startedAt: now() },
    report: () => ({
      revision: policy.current()?.policy.revision ?? null,
      sessions: count.all(),
      deliveries: delivery?.underWay() ?? 0,
    }),
    onLiving: (living) => {
      workers = living;
    },
    onTime: (reading) => clock.correct(reading),
  });
  const batcher = new Batcher({
    store: async (transactions) => {
      const stopTimer = metrics.commitSeconds.startTimer();
      await storeTransactions(pool, transactions);
      stopTimer();
      metrics.commitTransactions.observe(transactions.length);
      wakeFor(transactions);
    },
    isUnstorable,
    onDropped: (dropped) => {
      metrics.recordsDropped.inc(dropped);
      log.event('records-dropped', { count: dropped });
    },
    retryDelay: RECORD_RETRY,
  });
  const wakeFor = (stored: readonly NewTransaction[]): void => {
    const accepted = stored.filter((transaction) => transaction.accepted);
    if (accepted.length > 0) delivery?.wake(accepted);
  };
  await policy.start();
  undo.push(() => policy.stop());

  const whyNotReady = (): string | null => (delivery === null ? 'the listeners are not open yet' : notReady(database, policy));
  const health = config.metrics === null ? null : await openHealth(config.metrics, whyNotReady, metrics, log);
  undo.push(() => health?.stop() ?? Promise.resolve());

  const context: SessionContext = {
    workerId: id,
    hostname,
    policy: () => policy.current(),
    database,
    users: new SmtpUsers(pool, now),
    failedSignIns: new FailedSignIns(now),
    batcher,
    appendChunk: (queueId, sequence, data) => appendChunk(pool, queueId, sequence, data),
    newQueueId: nextQueueId,
    notify: (answered, messageId) => notifying.notifier.note(answered, messageId),
    countRule: (outcome) => hits.count(outcome),
    firstSeen: async (triplet, delay, at) => {
      const first = await firstSeen(pool, triplet, delay, at);
      metrics.greylist.inc({ result: at.getTime() - first.getTime() < delay * 1000 ? 'waiting' : 'passed' });
      return first;
    },
    lookups: {
      ask: createCachedDns(config.dnsServers, timings.dnsQuestion),
      timeout: LOOKUP_TIMEOUT,
      count: (lookup, found) => metrics.lookups.inc(lookupLabels(lookup, found)),
    },
    log: told,
    metrics,
    traffic,
    now,
  };
  const listeners: OpenListener[] = [];
  undo.push(() => closeAll(listeners, 0));
  for (const each of config.listeners) {
    const opening = openListener(each, { certificates: certificates.current(), extraCa: config.extraCa }, context, count);
    listeners.push(await orStartError(opening, cannotListen(`the listener ${each.name}`, each.host, each.port)));
  }
  const running = listeners.map((listener) => listener.running);
  certificates.follow((next) => {
    for (const listener of listeners) listener.showCertificates(next);
  });
  undo.push(() => certificates.stop());
  await orStartError(presence.begin(running), databaseNotUsable);
  undo.push(() => presence.end());

  const { dnsServers, extraCa } = config;
  const deliver = startDelivery({
    workerId: id,
    hostname,
    pool,
    secretKey,
    database,
    policy: () => policy.current(),
    dnsServers,
    extraCa,
    listeners: () => running,
    countRule: context.countRule,
    countSettled: (settlement) => traffic.settled(settlement),
    noteRouted: (rule, receivedAt) => hits.noteRouted(rule, receivedAt),
    log: told,
    workers: () => workers,
    poll: timings.poll,
    grace: timings.grace,
    now,
    mayTakeOver: () => database.steadyFor(timings.lease),
  });
  delivery = deliver;
  const pruning = startPruning(pool, database);
  const channels = listenFor(databaseUrl, {
    siegel_policy: () => policy.wake(),
    siegel_queue: () => deliver.wake(),
    [WATCH_CHANNEL]: () => live.watch(),
  });
  log.event('worker-started', { workerId: id, hostname, version: packageJson.version });

  const stop = async (): Promise<void> => {
    log.event('worker-stopping', { sessions: count.all(), deliveries: deliver.underWay() });
    await Promise.all([closeAll(listeners, timings.grace), deliver.stop()]);
    await batcher.close();
    await Promise.all([channels.stop(), policy.stop(), certificates.stop(), pruning.stop(), health?.stop()]);
    live.stop();
    await presence.end();
    await notifying.stop();
    await pool.end();
    log.event('worker-stopped', { workerId: id });
  };
  let stopped: Promise<void> | null = null;
  return {
    id,
    listeners: running,
    metricsPort: health?.port ?? null,
    notReady: whyNotReady,
    metrics: () => metrics.values(),
    clients: count,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function notReady(database: DatabaseState, policy: PolicyHolder): string | null {
  if (database.away) return 'the database cannot be reached';
  return policy.current() === null ? 'no policy has been loaded' : null;
}

/** Lets the sessions finish within the grace (milliseconds), then ends them. */
async function closeAll(listeners: readonly OpenListener[], grace: number): Promise<void> {
  const gone = Promise.all(listeners.map((listener) => listener.shutDown()));
  const patience = new AbortController();
  await Promise.race([gone, delay(grace, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
  for (const listener of listeners) listener.abort();
  await gone;
}
