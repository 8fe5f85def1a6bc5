import type pg from 'pg';
import { type Acted, actedOf } from './act-on-waiting';

/**
 * Takes an action back where nothing has happened since: a recipient that is being delivered, has been tried, is finished, or that another
 * action has touched stays as it is, as do all of them once the time for it is over.
 *
 * @param after the id of the last one before, `0` at first @param limit recipients at most, in their order of arrival
 */
export async function undoAction(pool: pg.Pool, actionId: string, { after, limit }: { after: string; limit: number }): Promise<Acted> {
  const { rows } = await pool.query<Acted>(UNDO, [actionId, after, limit]);
  return actedOf(rows[0]);
}

const UNDO = `
WITH found AS MATERIALIZED (
  SELECT r.id, r.state FROM mail_recipient r WHERE r.action_id = $1 AND r.id > $2 ORDER BY r.id LIMIT $3 FOR UPDATE
), undone AS (
  UPDATE mail_recipient r SET state = (r.before_action->>'state')::recipient_state,
    next_attempt_at = (r.before_action->>'nextAttemptAt')::timestamptz, last_reason = r.before_action->>'lastReason',
    route_override = nullif(r.before_action->'routeOverride', 'null'), finished_at = NULL, action_id = NULL, before_action = NULL
  FROM found WHERE r.id = found.id AND found.state = (r.before_action->>'leaves')::recipient_state
    AND r.attempts = (r.before_action->>'attempts')::int AND (r.before_action->>'until')::timestamptz > now()
  RETURNING r.id
), counted AS (
  SELECT (SELECT count(*)::int FROM undone) AS touched, (SELECT count(*)::int FROM found) AS found,
    (SELECT count(*)::int FROM found WHERE state = 'active') AS active, (SELECT max(id)::text FROM found) AS last
)
SELECT touched, active AS "beingDelivered", found - touched - active AS "notPossible", last, pg_notify('siegel_queue', '') FROM counted`;
