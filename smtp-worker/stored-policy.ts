import type pg from 'pg';
import type { Policy } from '@/lib/policy/policy';
import { inSlices } from '@/lib/revisions/in-slices';
import { policyOf, type StoredItem } from '@/lib/revisions/policy-of-items';

/** What a worker asks for again and again. */
export interface StoredState {
  /** The revision in force; null before the first has been made. */
  readonly newest: number | null;
  /** What is on trial has not been confirmed in time, by the clock of the database. */
  readonly trialOverdue: boolean;
}

export async function storedState(pool: pg.Pool): Promise<StoredState> {
  const { rows } = await pool.query<StoredState>({ name: 'stored-state', text: STATE });
  return rows[0] ?? { newest: null, trialOverdue: false };
}

/** In pages: what has been read is converted in one go, and a session must not wait for 100,000 rows. @throws StoredPolicyError */
export async function readPolicy(pool: pg.Pool, revision: number): Promise<Policy> {
  const items: Row[] = [];
  for (;;) {
    const { rows } = await pool.query<Row>({
      name: 'policy-items',
      text: ITEMS,
      values: [revision, items.at(-1)?.versionId ?? FIRST, PAGE],
    });
    items.push(...rows);
    if (rows.length < PAGE) return inSlices(policyOf(items, revision));
  }
}

interface Row extends StoredItem {
  readonly versionId: string;
}

const PAGE = 1000;
/** No version has this id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

const STATE = `
SELECT (SELECT max(number) FROM policy_revision) AS newest,
  EXISTS (SELECT FROM policy_trial WHERE outcome IS NULL AND deadline <= clock_timestamp()) AS "trialOverdue"`;

const ITEMS = `
SELECT version_id AS "versionId", item_id AS "itemId", kind, name, position, content FROM policy_item
WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1) AND version_id > $2 ORDER BY version_id LIMIT $3`;
