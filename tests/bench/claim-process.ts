import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { claimDue } from '@/lib/queue/claim-due';
import { highestRss } from './memory';
import type { ClaimTimes } from './queue';
import { median } from './throughput';

// Claims as a worker does, and gives back: a process of its own, so that its memory can be told.

const AT_ONCE = 200;
const ROUNDS = 40;

async function main(databaseUrl: string, exceptDomains: readonly string[]): Promise<ClaimTimes> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const workerId = randomUUID();
  const times: number[] = [];
  let claimed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const recipients = await claimDue(pool, { workerId, limit: AT_ONCE, exceptDomains });
    times.push(performance.now() - began);
    claimed += recipients.length;
    await pool.query(
      `UPDATE mail_recipient SET state = 'deferred', claimed_by = NULL, next_attempt_at = now() WHERE state = 'active' AND claimed_by = $1`,
      [workerId],
    );
  }
  await pool.end();
  const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000;
  return { median: median(times), slowest: Math.max(...times), perSecond: claimed / seconds, rssMiB: await highestRss(process.pid) };
}

process.once('message', ({ databaseUrl, exceptDomains }: { databaseUrl: string; exceptDomains: string[] }) => {
  main(databaseUrl, exceptDomains).then(
    (times) => process.send?.(times, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
