import type pg from 'pg';
import type { RouteOverride } from '@/lib/routing/route-override';
import { ACTION_FROM, type QueueAction, type RecipientState, UNDO_MINUTES } from './recipient-state';
import type { IdQuery } from './waiting-filter';

/** What an administrator wants done. */
export type WaitingAction =
  | { readonly action: Exclude<QueueAction, 'route'> }
  /** Null: where the policy sends it. */
  | { readonly action: 'route'; readonly route: RouteOverride | null };

/** What became of the recipients that an action was meant for. */
export interface Acted {
  readonly touched: number;
  /** Left alone, since they were being delivered at that moment. */
  readonly beingDelivered: number;
  /** Left alone, since their state does not allow it. */
  readonly notPossible: number;
  /** The greatest id among them all; null if there were none. */
  readonly last: string | null;
}

/**
 * Carries out an action on recipients in the queue, in one commit, and wakes the workers. What is just being claimed or settled is waited
 * for; what is active then is left alone, as is what is in another state that does not allow it (ACTION_FROM).
 *
 * @param actionId under which undo-action.ts finds what was touched
 */
export async function actOnWaiting(pool: pg.Pool, actionId: string, wanted: WaitingAction, ids: IdQuery): Promise<Acted> {
  const { action } = wanted;
  const route = wanted.action === 'route' && wanted.route !== null ? JSON.stringify(wanted.route) : null;
  const given = [actionId, action, LEAVES[action], route, ACTION_FROM[action]];
  const shifted = ids.text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + given.length}`);
  const { rows } = await pool.query<Acted>(statement(CHANGES[action], shifted), [...given, ...ids.values]);
  return actedOf(rows[0]);
}

/** @param row of a statement that counted; none where there was nothing to count */
export function actedOf(row: Acted | undefined): Acted {
  const { touched, beingDelivered, notPossible, last } = row ?? { touched: 0, beingDelivered: 0, notPossible: 0, last: null };
  return { touched, beingDelivered, notPossible, last };
}

/** These recipients, whatever their state. */
export function idsGiven(ids: readonly string[]): IdQuery {
  return { text: 'SELECT DISTINCT id FROM unnest($1::bigint[]) AS given(id)', values: [ids] };
}

const LEAVES: { readonly [Action in QueueAction]: RecipientState } = {
  retry: 'pending',
  hold: 'held',
  release: 'pending',
  delete: 'deleted',
  return: 'pending',
  route: 'pending',
};

/** `return` leaves a mark that the worker which claims the recipient understands (it makes the DSN instead of an attempt); a later action lifts it. */
const UNMARKED = `last_reason = nullif(r.last_reason, 'returned-by-administrator')`;
const DUE = 'next_attempt_at = now()';
const CHANGES: { readonly [Action in QueueAction]: string } = {
  retry: `${DUE}, ${UNMARKED}`,
  hold: UNMARKED,
  release: DUE,
  delete: 'next_attempt_at = NULL, finished_at = now()',
  return: `${DUE}, last_reason = 'returned-by-administrator'`,
  route: `${DUE}, ${UNMARKED}`,
};

function statement(change: string, ids: string): string {
  return `
    WITH chosen AS MATERIALIZED (${ids}), found AS MATERIALIZED (
      SELECT r.id, r.state FROM mail_recipient r WHERE r.id IN (SELECT id FROM chosen) ORDER BY r.id FOR UPDATE
    ), touched AS (
      UPDATE mail_recipient r SET ${change}, state = $3::recipient_state,
        route_override = CASE WHEN $2 = 'route' THEN $4::jsonb ELSE r.route_override END, action_id = $1,
        before_action = jsonb_build_object('state', r.state, 'nextAttemptAt', r.next_attempt_at, 'lastReason', r.last_reason,
          'routeOverride', r.route_override, 'attempts', r.attempts, 'leaves', $3::text, 'until', now() + interval '${UNDO_MINUTES} minutes')
      FROM found WHERE r.id = found.id AND found.state = ANY($5::recipient_state[]) RETURNING r.id
    ), counted AS (
      SELECT (SELECT count(*)::int FROM touched) AS touched, (SELECT count(*)::int FROM found WHERE state = 'active') AS active,
        (SELECT count(*)::int FROM chosen) AS chosen, (SELECT max(id)::text FROM chosen) AS last
    )
    SELECT touched, active AS "beingDelivered", chosen - touched - active AS "notPossible", last, pg_notify('siegel_queue', '') FROM counted`;
}
