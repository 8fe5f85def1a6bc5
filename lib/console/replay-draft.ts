import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReplayOutcomeView, ReplayReport, ReplayRequest, ReplayTableView } from '@/lib/api/contracts/replays';
import type { Locale } from '@/lib/i18n/locales';
import { trace } from '@/lib/i18n/messages/trace';
import { formatReply } from '@/lib/mail/reply';
import { ACTIONS } from '@/lib/policy/catalogue';
import { draftedRuleId, type PolicyDraft } from '@/lib/policy/policy-draft';
import { countRecorded, recordedPages } from '@/lib/queue/read-recorded';
import { compareTransaction, prepareReplay } from '@/lib/replay/compare';
import type { ReplayOutcome, Route } from '@/lib/replay/outcome';
import { type ReplayGrouping, ReplayTally } from '@/lib/replay/tally';
import { loadPolicy } from '@/lib/revisions/load-policy';
import { demandInWords } from './attempt-view';
import { type Caller, demand } from './caller';
import { demandKnownLists } from './known-lists';
import { Refusal } from './refusal';

const DAY_MS = 24 * 3_600_000;
/** So many are judged in some ten milliseconds: other requests are served between two pages. */
const PAGE = 1000;
const REPORT_EVERY_MS = 400;
const GROUPS_LISTED = 100;

/**
 * Judges the mail recorded in the last days with the policy in force and with the draft, and reports what would be decided otherwise as it
 * is found. The comparison is with the policy in force, not with what was decided when the message came.
 * @throws Refusal
 */
export async function replayDraft(caller: Caller, request: ReplayRequest): Promise<AsyncGenerator<ReplayReport, void>> {
  demand(caller, 'policy.read');
  demand(caller, 'mail.read');
  const policy = await loadPolicy(caller.db);
  if (request.draft.kind === 'rule') demandKnownLists(request.draft.rule, policy.namedLists, ['draft', 'rule']);
  const draft = draftOf(request.draft);
  const isNew = request.draft.kind === 'rule' && request.draft.id === null;
  if (!isNew && !policy.rules.some(({ id }) => id === draftedRuleId(draft))) throw new Refusal({ kind: 'not-found' });
  return reports(caller, prepareReplay(policy, draft), request.days);
}

function draftOf(draft: ReplayRequest['draft']): PolicyDraft {
  if (draft.kind !== 'rule') return draft;
  return { kind: 'rule', rule: { ...draft.rule, id: draft.id ?? randomUUID() }, before: draft.before };
}

async function* reports(
  { replayPool, locale }: Caller,
  replay: ReturnType<typeof prepareReplay>,
  days: number,
): AsyncGenerator<ReplayReport, void> {
  const until = new Date();
  const span = { from: new Date(until.getTime() - days * DAY_MS), until };
  const total = await countRecorded(replayPool, span);
  const tally = new ReplayTally();
  let reportedAt = 0;
  for await (const page of recordedPages(replayPool, span, { pageSize: PAGE, without: replay.unread })) {
    for (const transaction of page) tally.add(transaction, compareTransaction(replay, transaction));
    await nextTurn();
    if (performance.now() - reportedAt < REPORT_EVERY_MS) continue;
    yield report(tally, total, false, locale);
    reportedAt = performance.now();
  }
  yield report(tally, total, true, locale);
}

function report(tally: ReplayTally, total: number, done: boolean, locale: Locale): ReplayReport {
  const table = (grouping: ReplayGrouping): ReplayTableView => {
    const { groups, further } = tally.table(grouping, GROUPS_LISTED);
    const views = groups.map((group) => ({ ...group, before: outcomeView(group.before, locale), after: outcomeView(group.after, locale) }));
    return { groups: views.map((view) => ({ ...view, examples: [...view.examples] })), further };
  };
  return {
    ...tally.totals(),
    done,
    total,
    tables: { senderDomain: table('senderDomain'), recipientDomain: table('recipientDomain'), client: table('client') },
  };
}

function outcomeView(outcome: ReplayOutcome, locale: Locale): ReplayOutcomeView {
  const { kind } = outcome;
  switch (kind) {
    case 'reject':
    case 'tempfail':
      return { kind, detail: formatReply(outcome.reply) };
    case 'accept':
    case 'hold':
      return {
        kind,
        detail: [...(outcome.route === null ? [] : [routeInWords(outcome.route, locale)]), ...others(outcome, locale)].join('; '),
      };
    case 'discard':
    case 'open':
      return { kind, detail: '' };
  }
}

/** "Maximum message size: 1048576"; of what is more than a number or word only the name. */
function others({ others: values }: Extract<ReplayOutcome, { others: unknown }>, locale: Locale): string[] {
  return Object.entries(values).map(([name, value]) => {
    const label = ACTIONS.find(({ sets }) => sets === name)?.text[locale].label ?? name;
    return typeof value === 'object' ? label : `${label}: ${String(value)}`;
  });
}

/** "mx.partner.example:465, TLS from the first byte, certificate of a trusted CA". */
function routeInWords({ nextHop, demand: demanded }: Route, locale: Locale): string {
  const words = trace[locale];
  const where = nextHop.kind === 'mx' ? words.mx(nextHop.port) : nextHop.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
  return `${where}; ${demandInWords(demanded, locale)}`;
}
