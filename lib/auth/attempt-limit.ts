import { randomUUID } from 'node:crypto';
import type { Database } from '@/lib/db/prisma';
import { secretDigest } from './secret-digest';

/** At most `attempts` within `seconds` of the first. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly seconds: number;
}

/** Wrong passwords for one account. */
export const PER_ACCOUNT: AttemptLimit = { attempts: 5, seconds: 60 };
/** Sign-ins of all accounts together: what this console is ready to spend on hashing passwords. */
export const ALL_ACCOUNTS: AttemptLimit = { attempts: 120, seconds: 60 };

/**
 * Counts an attempt in the database, for all console processes together, and tells whether it may go on.
 *
 * Attempts are counted per account, never per client address: behind `next start` the only address to be had is X-Forwarded-For, which a
 * client without a proxy in front of us writes itself. The price: who knows an administrator's address can keep that account from signing
 * in for as long as they keep trying. Sessions that exist, and API tokens, are not touched by it.
 *
 * @returns seconds to wait; 0 when the attempt may go on
 */
export async function countAttempt(db: Database, key: string, limit: AttemptLimit, now: Date): Promise<number> {
  const at = BigInt(now.getTime());
  const windowStart = at - BigInt(limit.seconds * 1000);
  const [row] = await db.$queryRaw<{ count: number; last_request: bigint }[]>`
    insert into rate_limit (id, key, count, last_request) values (${randomUUID()}, ${storedKey(key)}, 1, ${at})
    on conflict (key) do update set
      count = case when rate_limit.last_request <= ${windowStart} then 1 else rate_limit.count + 1 end,
      last_request = case when rate_limit.last_request <= ${windowStart} then ${at} else rate_limit.last_request end
    returning count, last_request`;
  if (row === undefined || row.count <= limit.attempts) return 0;
  return Math.max(1, Math.ceil((Number(row.last_request) + limit.seconds * 1000 - now.getTime()) / 1000));
}

/** The right password was given: earlier wrong ones no longer count. Takes old rows of others along. */
export async function forgetAttempts(db: Database, key: string, now: Date): Promise<void> {
  const long = BigInt(now.getTime() - 3_600_000);
  await db.rateLimit.deleteMany({ where: { OR: [{ key: storedKey(key) }, { lastRequest: { lt: long } }] } });
}

/** Of fixed length, whatever a client sends as its address. */
function storedKey(key: string): string {
  return secretDigest(key);
}
