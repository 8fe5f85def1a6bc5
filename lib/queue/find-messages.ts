import type pg from 'pg';
import type { MessageOutcome, MessageSearch } from '@/lib/mail/message-search';
import { STATES_OF_OUTCOME } from './message-outcome';
import { OWN_KINDS } from './own-kinds';

/** Which messages are meant. What is null does not matter. */
export interface MessageFilter {
  readonly search: MessageSearch;
  readonly outcome: MessageOutcome | null;
  /** Whether the client's connection was encrypted. What the gateway has written itself came over none. */
  readonly encrypted: boolean | null;
  /** Id of a rule that was true when they were judged, or when they were routed. Finds those of the last 90 days (rule_hit). */
  readonly rule: string | null;
  /** Received from the first instant on, and before the second. */
  readonly from: Date | null;
  readonly until: Date | null;
}

/** Where a message stands among all. */
export interface MessagePlace {
  readonly receivedAt: Date;
  readonly id: string;
}

/** The newest messages that are meant, newest first, `limit` at most; `after` this one, if given. */
export async function findMessages(
  pool: pg.Pool,
  filter: MessageFilter,
  { after, limit }: { readonly after: MessagePlace | null; readonly limit: number },
): Promise<MessagePlace[]> {
  const { text, values } = statement(filter, after, limit);
  const { rows } = await pool.query<MessagePlace>(text, values);
  return rows;
}

/** How many messages are meant, counted up to `most`. */
export async function countMessages(pool: pg.Pool, filter: MessageFilter, most: number): Promise<number> {
  const { text, values } = statement(filter, null, most);
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM (${text}) AS found`, values);
  return rows[0]?.count ?? 0;
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** A condition that an index of messages or of recipients answers. Several: an OR over two tables would be answered by none. */
interface Branch {
  readonly of: 'message' | 'recipient';
  readonly where: string;
}

function statement(filter: MessageFilter, after: MessagePlace | null, limit: number): Statement {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const most = `LIMIT ${given(limit)}`;
  const order = `ORDER BY received_at DESC, id DESC ${most}`;
  const states = filter.outcome === null ? null : STATES_OF_OUTCOME[filter.outcome];
  const inState = states === null ? [] : [`r.state IN (${states.map((state) => `'${state}'`).join(', ')})`];
  const common = [...conditions(filter, after, given), ...(inState.length === 0 ? [] : [hasRecipient(inState)])];
  const branches = meanings(filter.search, given).map(({ of, where }) => ({
    of,
    where: of === 'recipient' ? all([where, ...inState]) : where,
  }));
  if (filter.rule !== null) {
    const meant = branches.length === 0 ? 'true' : `(${branches.map(asCondition).join(' OR ')})`;
    return { text: ofRule(filter, filter.rule, all([...common, meant]), order, most, given), values };
  }
  if (branches.length === 0 && inState.length > 0 && filter.outcome !== 'delivered')
    branches.push({ of: 'recipient', where: all(inState) });
  const each =
    branches.length === 0
      ? [`SELECT t.id, t.received_at FROM mail_transaction t WHERE ${all(common)} ${order}`]
      : branches.map((branch) => fewOrMany(branch, common, order));
  return {
    text: `SELECT id, received_at AS "receivedAt" FROM (${each.map((one) => `(${one})`).join(' UNION ')}) AS found ${order}`,
    values,
  };
}

/** So many are sorted by time; of more, the newest are met soon when all messages are looked through from the newest on. */
const FEW = 10_000;

/** The choice is made by counting, not by the planner's estimate: wrong, it would look through a million messages for a few old ones. */
function fewOrMany({ of, where }: Branch, common: readonly string[], order: string): string {
  const columns = ['id', 'received_at', 'accepted', 'tls_version', 'listener'].map((column) => `t.${column}`).join(', ');
  const found =
    of === 'message'
      ? `SELECT ${columns} FROM mail_transaction t WHERE ${where} LIMIT ${FEW + 1}`
      : `SELECT r.transaction_id FROM mail_recipient r WHERE ${where} LIMIT ${FEW + 1}`;
  const few =
    of === 'message' ? 'found t' : '(SELECT DISTINCT transaction_id FROM found) AS f JOIN mail_transaction t ON t.id = f.transaction_id';
  return `
    WITH found AS MATERIALIZED (${found}), counted AS MATERIALIZED (SELECT count(*) <= ${FEW} AS few FROM found)
    (SELECT t.id, t.received_at FROM ${few} WHERE ${all(['(SELECT few FROM counted)', ...common])} ${order})
    UNION ALL (
      SELECT t.id, t.received_at FROM mail_transaction t
      WHERE ${all(['NOT (SELECT few FROM counted)', ...common, asCondition({ of, where })])} ${order})`;
}

function asCondition({ of, where }: Branch): string {
  return of === 'message' ? `(${where})` : `t.id IN (SELECT r.transaction_id FROM mail_recipient r WHERE ${where})`;
}

type Given = (value: unknown) => string;

function conditions({ outcome, encrypted, from, until }: MessageFilter, after: MessagePlace | null, given: Given): string[] {
  const written = `t.listener NOT IN (${OWN_KINDS.map((kind) => `'${kind}'`).join(', ')})`;
  return [
    ...(outcome === 'accepted' ? ['t.accepted'] : outcome === 'refused' ? ['NOT t.accepted'] : []),
    ...(encrypted === null ? [] : [encrypted ? 't.tls_version IS NOT NULL' : `t.tls_version IS NULL AND ${written}`]),
    ...(from === null ? [] : [`t.received_at >= ${given(from)}`]),
    ...(until === null ? [] : [`t.received_at < ${given(until)}`]),
    ...(after === null ? [] : [`(t.received_at, t.id) < (${given(after.receivedAt)}, ${given(after.id)})`]),
  ];
}

/** What the search can mean of a message itself, or of one of its recipients; none: anything. */
function meanings(search: MessageSearch, given: Given): Branch[] {
  const message = (where: string): Branch => ({ of: 'message', where });
  const recipient = (where: string): Branch => ({ of: 'recipient', where });
  switch (search.kind) {
    case 'anything':
      return [];
    case 'null-sender':
      return [message(isAddress('t.sender', given('')))];
    case 'address': {
      const ids = [search.messageId, search.messageId.slice(1, -1)].map(given);
      const hashes = ids.map((id) => `hashtext(${id})`);
      const byId = message(`hashtext(t.message_id_header) IN (${hashes.join(', ')}) AND t.message_id_header IN (${ids.join(', ')})`);
      if (search.address === null) return [byId];
      const address = given(search.address);
      return [byId, message(isAddress('t.sender', address)), recipient(isAddress('r.address', address))];
    }
    case 'domain': {
      const domain = given(search.domain);
      return [message(isBelow('t.sender', domain)), recipient(isBelow('r.address', domain))];
    }
    case 'client':
      return [message(isClient(search, given))];
    case 'word': {
      const word = given(search.word);
      const among = (column: string) => `${column} IN (${word}, upper(${word}))`;
      const ofRecipient = `(${isAddress('r.address', word)} OR ${isBelow('r.address', word)})`;
      return [message(among('t.id')), message(among('t.reports_on')), message(isBelow('t.sender', word)), recipient(ofRecipient)];
    }
  }
}

/** As the indexes keep it: backwards, whatever the letter case. */
function key(column: string): string {
  return `reverse(lower(${column})) COLLATE "C"`;
}

function isAddress(column: string, value: string): string {
  return `${key(column)} = reverse(lower(${value}::text))`;
}

/** `@domain` or `.domain` at the end, as two spans of the index: `A` follows `@`, and `/` follows `.`. */
function isBelow(column: string, domain: string): string {
  const end = `reverse(lower(${domain}::text))`;
  const spans = [
    ['@', 'A'],
    ['.', '/'],
  ].map(([first, behind]) => `(${key(column)} >= ${end} || '${first}' AND ${key(column)} < ${end} || '${behind}')`);
  return `(${spans.join(' OR ')})`;
}

function isClient({ first, last, beginning }: Extract<MessageSearch, { kind: 'client' }>, given: Given): string {
  const client = 't.client_ip COLLATE "C"';
  if (first === last) return `${client} = ${given(first)}`;
  const begins = beginning === '' ? [] : [`${client} >= ${given(beginning)} AND ${client} < ${given(`${beginning}\u{10ffff}`)}`];
  // Of other text no address could be made.
  const between = `CASE WHEN t.client_ip ~ '^[0-9a-f.:]+$' THEN t.client_ip::inet BETWEEN ${given(first)}::inet AND ${given(last)}::inet END`;
  return all([...begins, between]);
}

function wasTrue(rule: string, given: Given): string {
  const judged = `${given(JSON.stringify({ trace: [{ ruleId: rule, outcome: 'true' }] }))}::jsonb`;
  const routed = `${given(JSON.stringify([{ ruleId: rule }]))}::jsonb`;
  const tried = `SELECT FROM delivery_attempt a WHERE a.recipient_id = r.id AND (a.decided_by @> ${routed} OR a.matched @> ${routed})`;
  return `(t.decision @> ${judged} OR ${hasRecipient([`(r.decision @> ${judged} OR EXISTS (${tried}))`])})`;
}

/**
 * Decisions have no index. Looked through are the hours in which the rule was counted, with the hour before each, in which a transaction may
 * have begun, and those whose messages it was true for when they were routed: the newest first, until there are enough.
 */
function ofRule({ from, until }: MessageFilter, rule: string, where: string, order: string, most: string, given: Given): string {
  const counted = `rule_id = ${given(rule)}::uuid`;
  const span = [
    ...(from === null ? [] : [`hour > ${given(from)}::timestamptz - interval '1 hour'`]),
    ...(until === null ? [] : [`hour < ${given(until)}::timestamptz`]),
  ];
  return `
    SELECT found.id, found.received_at AS "receivedAt"
    FROM (
      SELECT hour FROM (
        SELECT hour FROM rule_hit WHERE ${counted} AND (matched > 0 OR routed)
        UNION SELECT hour - interval '1 hour' FROM rule_hit WHERE ${counted} AND matched > 0
      ) AS either WHERE ${all(span)} ORDER BY hour DESC
    ) AS hours CROSS JOIN LATERAL (
      SELECT t.id, t.received_at FROM mail_transaction t
      WHERE t.received_at >= hours.hour AND t.received_at < hours.hour + interval '1 hour' AND ${all([where, wasTrue(rule, given)])} ${order}
    ) AS found
    ORDER BY hours.hour DESC, found.received_at DESC, found.id DESC ${most}`;
}

function hasRecipient(those: readonly string[]): string {
  return `EXISTS (SELECT FROM mail_recipient r WHERE ${all(['r.transaction_id = t.id', ...those])})`;
}

function all(those: readonly string[]): string {
  return those.length === 0 ? 'true' : those.join(' AND ');
}
