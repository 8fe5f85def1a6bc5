import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openScene, type Scene, NEXT_HOP as SINK_NAME } from '../resilience/scene';
import { createCertificateAuthority } from '../support/certificate-authority';
import { forcedTlsOut } from '../support/rules';
import { waitFor } from '../support/wait-for';
import { startWireTap, type WireTap } from '../support/wire-tap';
import { type MemoryCourse, watchMemory } from './memory';
import { HOPS } from './numbered-message';
import { sendSoakLoad } from './soak-load';
import { type SoakSinks, startSoakSinks } from './soak-sinks';

/** What a long time under load, with faults, has left behind. */
export interface Soaked {
  readonly minutes: number;
  /** Messages per second, end to end: the most that was measured before, and what was sent. */
  readonly mostPerSecond: number;
  readonly perSecond: number;
  readonly databaseRestarts: number;
  readonly accepted: number;
  /** Connections that were turned away or lost, and came again. */
  readonly retries: number;
  readonly lost: number;
  readonly duplicates: number;
  /** Of these: a sender that had lost its 250 sent again; a next hop took a message without an answer. */
  readonly sentAgain: number;
  readonly unanswered: number;
  readonly memory: MemoryCourse;
  /** Seconds until the queue was empty once the faults had ended. */
  readonly drainSeconds: number;
  readonly leftInQueue: number;
  readonly stuckLeases: number;
}

const CONNECTIONS = 50;
const SHARE = 0.7;
/** For which the most is measured; less if the whole is short. */
const MEASURED_SECONDS = 60;
/** Seconds for which the dead next hop is dead, and then alive. */
const DEAD_SECONDS = 15;
const DRAIN = { timeoutMs: 600_000, everyMs: 2000 };

/** The most that gets through in a minute is measured first; then 70 % of it are sent for so many minutes while things break. */
export async function soak(minutes: number): Promise<Soaked> {
  const authority = await createCertificateAuthority();
  const sinks = await startSoakSinks(await authority.issue([SINK_NAME]));
  const wire = await startWireTap({ targetPort: sinks.ports.dead, record: false });
  const ports = { ...sinks.ports, dead: wire.port };
  const scene = await openScene({
    authority,
    direct: true,
    acceptance: { maxConnectionsPerClient: 10_000 },
    rules: HOPS.map((hop) => forcedTlsOut({ domain: `${hop}.example`, host: SINK_NAME, port: ports[hop] })),
  });
  const pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await soakScene(minutes, { scene, pool, sinks, wire });
  } finally {
    await pool.end();
    await scene.stop();
    await wire.stop();
    sinks.stop();
  }
}

interface Stand {
  readonly scene: Scene;
  readonly pool: pg.Pool;
  readonly sinks: SoakSinks;
  readonly wire: WireTap;
}

async function soakScene(minutes: number, { scene, pool, sinks, wire }: Stand): Promise<Soaked> {
  const load = { port: scene.worker.ports.smtp, connections: CONNECTIONS };
  const began = performance.now();
  const seconds = Math.min(MEASURED_SECONDS, minutes * 20);
  const fastest = await sendSoakLoad({ ...load, seconds, perSecond: null, first: 0 });
  await drained(pool);
  const mostPerSecond = fastest.accepted / ((performance.now() - began) / 1000);
  const perSecond = mostPerSecond * SHARE;
  console.error(`${mostPerSecond.toFixed(0)} messages/s at most; now ${perSecond.toFixed(0)} for ${minutes} minutes`);

  const memory = watchMemory(scene.worker.pid());
  const over = new AbortController();
  const faults = Promise.all([restartDatabases(scene, minutes, over.signal), cutNextHop(wire, over.signal)]);
  const sent = await sendSoakLoad({ ...load, seconds: minutes * 60, perSecond, first: fastest.accepted });
  over.abort();
  const [databaseRestarts] = await faults;
  const drains = performance.now();
  await drained(pool).catch(() => undefined);
  const drainSeconds = (performance.now() - drains) / 1000;
  // The last that have arrived are told within a moment.
  await sleep(1000);

  const accepted = fastest.accepted + sent.accepted;
  const copies = Array.from({ length: accepted }, (_, number) => sinks.copies.get(number) ?? 0);
  return {
    minutes,
    mostPerSecond,
    perSecond,
    databaseRestarts,
    accepted,
    retries: fastest.retries + sent.retries,
    lost: copies.filter((count) => count === 0).length,
    duplicates: copies.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    sentAgain: (await count(pool, 'mail_transaction WHERE accepted AND reports_on IS NULL')) - accepted,
    unanswered: sinks.unanswered(),
    memory: memory.stop(),
    drainSeconds,
    leftInQueue: await inQueue(pool),
    stuckLeases: await count(pool, `mail_recipient WHERE state = 'active'`),
  };
}

/** Now shut down, now killed: about ten times in all, and not more often than every 15 seconds. Returns how often. */
async function restartDatabases(scene: Scene, minutes: number, over: AbortSignal): Promise<number> {
  const every = Math.max(15_000, (minutes * 60_000) / 10);
  let restarts = 0;
  while (await passes(every, over)) {
    restarts += 1;
    await (restarts % 2 === 0 ? scene.killDatabase() : scene.stopDatabase());
    await scene.restartDatabase();
  }
  return restarts;
}

async function cutNextHop(wire: WireTap, over: AbortSignal): Promise<void> {
  while (await passes(DEAD_SECONDS * 1000, over)) {
    await wire.cut();
    await passes(DEAD_SECONDS * 1000, over);
    await wire.restore();
  }
}

/** False when it was over before. */
async function passes(milliseconds: number, over: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal: over }).catch(() => false);
}

/** As an operator who knows that the faults are over: nobody waits until a next hop that was left alone gets its next turn. */
async function drained(pool: pg.Pool): Promise<void> {
  await waitFor(
    'the queue to be empty',
    async () => {
      await pool.query(`UPDATE mail_recipient SET state = 'pending', next_attempt_at = now() WHERE state = 'deferred'`);
      return (await inQueue(pool)) === 0;
    },
    DRAIN,
  );
}

function inQueue(pool: pg.Pool): Promise<number> {
  return count(pool, `mail_recipient WHERE state IN ('pending', 'active', 'deferred', 'held')`);
}

async function count(pool: pg.Pool, what: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`);
  return rows[0]?.count ?? 0;
}
