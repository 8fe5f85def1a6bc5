import type pg from 'pg';
import type { RunningListener } from './worker-config';

/** What a worker says of itself with each heartbeat. */
export interface WorkerReport {
  readonly revision: number | null;
  readonly sessions: number;
  readonly deliveries: number;
}

export interface WorkerIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: Date;
  readonly listeners: readonly RunningListener[];
}

/** The database's time. @throws what pg throws, also where the database has not been set up */
export async function databaseTime(pool: pg.Pool): Promise<Date> {
  const { rows } = await pool.query<{ time: Date }>('SELECT clock_timestamp() AS time FROM (SELECT count(*) FROM worker) counted');
  const [row] = rows;
  if (row === undefined) throw new Error('the database does not say what time it is');
  return row.time;
}

/** Enters the worker, or enters it again after its row was removed. `lease` in milliseconds. */
export async function registerWorker(pool: pg.Pool, worker: WorkerIdentity, report: WorkerReport, lease: number): Promise<void> {
  await pool.query(
    `INSERT INTO worker (id, host, pid, version, started_at, seen_at, lease_until, revision, listeners, sessions, deliveries)
     VALUES ($1, $2, $3, $4, $5, now(), now() + $6 * interval '1 millisecond', $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET seen_at = now(), lease_until = excluded.lease_until, revision = excluded.revision, stopped_at = NULL`,
    [
      worker.id,
      worker.host,
      worker.pid,
      worker.version,
      worker.startedAt,
      lease,
      report.revision,
      JSON.stringify(worker.listeners),
      report.sessions,
      report.deliveries,
    ],
  );
}

/** What the database answers to a heartbeat. */
export interface Heard {
  /** How many workers live, this one included. */
  readonly living: number;
  readonly time: Date;
}

/** Renews the lease. Null if there is no row to renew: then it must be entered again. */
export async function heartbeat(pool: pg.Pool, workerId: string, report: WorkerReport, lease: number): Promise<Heard | null> {
  const { rows } = await pool.query<Heard>({
    name: 'heartbeat',
    text: `UPDATE worker SET seen_at = now(), lease_until = now() + $2 * interval '1 millisecond', revision = $3, sessions = $4, deliveries = $5
           WHERE id = $1 AND stopped_at IS NULL
           RETURNING (SELECT count(*)::int FROM worker w WHERE w.id = $1 OR (w.stopped_at IS NULL AND w.lease_until > now())) AS living,
             clock_timestamp() AS time`,
    values: [workerId, lease, report.revision, report.sessions, report.deliveries],
  });
  return rows[0] ?? null;
}

/** Says at once which revision is enforced: the console waits for it after each save. */
export async function reportRevision(pool: pg.Pool, workerId: string, revision: number): Promise<void> {
  await pool.query('UPDATE worker SET revision = $2, seen_at = now() WHERE id = $1', [workerId, revision]);
}

/** The worker is gone, and its claims may be taken at once. */
export async function markStopped(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query(
    'UPDATE worker SET stopped_at = now(), seen_at = now(), lease_until = now(), sessions = 0, deliveries = 0 WHERE id = $1',
    [workerId],
  );
}

/** Rows of workers that were last seen more than 90 days ago are deleted. @throws what pg throws */
export async function pruneWorkers(db: pg.Pool | pg.ClientBase): Promise<void> {
  await db.query(`DELETE FROM worker WHERE seen_at < now() - interval '90 days'`);
}
