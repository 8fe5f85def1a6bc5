import { toAddress } from '@/lib/mail/address';
import { toDomain } from '@/lib/mail/domain';
import { firstQueueId } from './queue-id';
import { IN_QUEUE, type StateInQueue } from './recipient-state';

/** Which recipients in the queue are meant. What is left out restricts nothing; what is given must all hold. */
export interface WaitingFilter {
  readonly state?: StateInQueue | undefined;
  /** Of the recipient; those under it count too. */
  readonly domain?: string | undefined;
  /** An address, a domain with those under it, or NULL_SENDER. */
  readonly sender?: string | undefined;
  /** Of the last attempt, as it is stored, with or without its port; NO_NEXT_HOP: nothing has been tried. */
  readonly nextHop?: string | undefined;
  /** Why the last attempt failed (failure.ts). */
  readonly reason?: string | undefined;
  /** Id of a rule that decided the routing of the last attempt or the verdict. */
  readonly rule?: string | undefined;
  /** Seconds since the message was received, at least. */
  readonly olderThan?: number | undefined;
}

const NULL_SENDER = '<>';
const NO_NEXT_HOP = '-';

/** A query that yields the ids of recipients. */
export interface IdQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Page {
  /** Ids after this one alone. */
  readonly after: string;
  /** Ids up to this one alone; null: all. */
  readonly upTo: string | null;
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The ids of the first recipients that match, in their order of arrival. Each state, and each way to match, is asked for by itself: its part of an
 * index has the order already, so that a page costs the same however many wait.
 */
export function idsMatching(filter: WaitingFilter, { after, upTo, limit, now }: Page): IdQuery {
  const values: unknown[] = [];
  const parameter: Parameter = (value) => `$${values.push(value)}`;
  const range = `r.id > ${parameter(after)}::bigint${upTo === null ? '' : ` AND r.id <= ${parameter(upTo)}::bigint`}`;
  const most = parameter(limit);
  const ways = waysToMatch(filter, now, parameter);
  const parts = IN_QUEUE.filter((state) => filter.state === undefined || filter.state === state).flatMap((state) =>
    ways.map((way) => {
      const where = [`r.state = '${state}'`, range, ...way, ...withoutHop(filter, state)].join(' AND ');
      return `(SELECT r.id FROM mail_recipient r WHERE ${where} ORDER BY r.id LIMIT ${most})`;
    }),
  );
  return { text: `SELECT id FROM (${parts.join(' UNION ALL ')}) matching ORDER BY id LIMIT ${most}`, values };
}

type Parameter = (value: unknown) => string;

/** Lists of conditions that must all hold; no recipient meets two of the lists. */
function waysToMatch(
  { domain, sender, nextHop, reason, rule, olderThan }: WaitingFilter,
  now: number,
  parameter: Parameter,
): readonly (readonly string[])[] {
  const alternatives = [
    ...(domain === undefined ? [] : [inDomain(DOMAIN, canonical(domain), ['.'], parameter)]),
    ...(sender === undefined ? [] : [fromSender(sender.trim().toLowerCase(), parameter)]),
    ...(nextHop === undefined || nextHop === NO_NEXT_HOP ? [] : [atHop(nextHop.trim().toLowerCase(), parameter)]),
    ...(reason === undefined ? [] : [[`r.last_reason = ${parameter(reason)}`]]),
    ...(rule === undefined ? [] : [ofRule(parameter(rule))]),
    ...(olderThan === undefined ? [] : [[`r.transaction_id < ${parameter(firstQueueId(now - olderThan * 1000))}`]]),
  ];
  return alternatives.reduce<readonly (readonly string[])[]>(
    (ways, choices) => ways.flatMap((way) => choices.map((choice) => [...way, choice])),
    [[]],
  );
}

/** As the indexes have them: read from the end, all under a domain is a range. */
const DOMAIN = 'reverse(r.domain) COLLATE "C"';
const SENDER = 'reverse(lower(r.sender)) COLLATE "C"';

/** @param before what may stand before the domain itself */
function inDomain(column: string, domain: string, before: readonly string[], parameter: Parameter): string[] {
  const end = reversed(domain);
  return [`${column} = ${parameter(end)}`, ...before.map((character) => startsWith(column, end + character, parameter))];
}

function fromSender(sender: string, parameter: Parameter): string[] {
  if (sender === NULL_SENDER || sender === '') return [`${SENDER} = ''`];
  if (sender.lastIndexOf('@') > 0) return [`${SENDER} = ${parameter(reversed((toAddress(sender) ?? sender).toLowerCase()))}`];
  return inDomain(SENDER, canonical(sender.replace('@', '')), ['@', '.'], parameter);
}

function atHop(nextHop: string, parameter: Parameter): string[] {
  return [`${HOP} = ${parameter(nextHop)}`, startsWith(HOP, `${nextHop}:`, parameter)];
}

const HOP = 'r.last_next_hop COLLATE "C"';

/** `IS NOT NULL` names the indexes that leave out the rest. */
function ofRule(rule: string): string[] {
  const routed = `r.last_rules @> ARRAY[${rule}::uuid]`;
  return [
    `r.last_rules IS NOT NULL AND ${routed}`,
    `r.decided_by_rule IS NOT NULL AND r.decided_by_rule = ${rule}::uuid AND (${routed}) IS NOT TRUE`,
  ];
}

/** What is deferred without a next hop has a reason that says so, and that has an index. */
function withoutHop({ nextHop }: WaitingFilter, state: StateInQueue): string[] {
  if (nextHop !== NO_NEXT_HOP) return [];
  return ['r.last_next_hop IS NULL', ...(state === 'deferred' ? [`r.last_reason = 'policy-unknown'`] : [])];
}

/** In bytewise order, all that starts with a text lies between it and the text whose last octet is one more. */
function startsWith(column: string, text: string, parameter: Parameter): string {
  const next = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
  return `(${column} >= ${parameter(text)} AND ${column} < ${parameter(next)})`;
}

function canonical(domain: string): string {
  return toDomain(domain, { minimumLabels: 1 }) ?? domain.trim().toLowerCase();
}

/** Character by character, as PostgreSQL's reverse(). */
function reversed(text: string): string {
  return [...text].reverse().join('');
}
