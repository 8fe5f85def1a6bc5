import type pg from 'pg';
import { z } from 'zod';
import { waitFor } from './wait-for';

/** A delivery attempt as it is recorded. */
const attemptSchema = z.object({
  outcome: z.string(),
  reason: z.string().nullable(),
  nextHop: z.string(),
  demanded: z.json(),
  achieved: z.json(),
  detail: z.string(),
});
export type RecordedAttempt = z.infer<typeof attemptSchema>;

/** What the database says of mail, read past all code under test. */
export class MailRecords {
  constructor(private readonly pool: pg.Pool) {}

  /** State of the newest record of this recipient; null if there is none. */
  async recipientState(address: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ state: string }>(
      'SELECT state FROM mail_recipient WHERE address = $1 ORDER BY id DESC LIMIT 1',
      [address],
    );
    return rows[0]?.state ?? null;
  }

  async waitForState(address: string, state: string): Promise<void> {
    let last: string | null = null;
    await waitFor(`${address} to be ${state}`, async () => {
      last = await this.recipientState(address);
      return last === state;
    }).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : String(error)}; it is ${last}`);
    });
  }

  /** The attempts for the newest record of this recipient, the oldest first. */
  async attempts(address: string): Promise<RecordedAttempt[]> {
    const { rows } = await this.pool.query(
      `SELECT a.outcome, a.reason, a.next_hop AS "nextHop", a.demanded, a.achieved, a.detail FROM delivery_attempt a
       WHERE a.recipient_id = (SELECT max(id) FROM mail_recipient WHERE address = $1) ORDER BY a.id`,
      [address],
    );
    return z.array(attemptSchema).parse(rows);
  }

  /** The newest message to this recipient as stored; null if there is none (any more). */
  async storedMessage(address: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ data: Buffer }>(
      `SELECT data FROM message_chunk WHERE transaction_id =
         (SELECT transaction_id FROM mail_recipient WHERE address = $1 ORDER BY id DESC LIMIT 1) ORDER BY sequence`,
      [address],
    );
    return rows.length === 0 ? null : Buffer.concat(rows.map(({ data }) => data));
  }

  /** How many recipients are in each state. */
  async countByState(): Promise<Record<string, number>> {
    const { rows } = await this.pool.query<{ state: string; count: string }>('SELECT state, count(*) FROM mail_recipient GROUP BY state');
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }
}
