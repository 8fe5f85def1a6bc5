import type { DecisionView, MessageDetail } from '@/lib/api/contracts/mail';
import type { Prisma } from '@/lib/db/generated/prisma/client';
import type { Decision } from '@/lib/policy/decision';
import { describeDecision } from '@/lib/policy/describe-decision';
import type { Rule } from '@/lib/policy/rule';
import { STAGES } from '@/lib/policy/stages';
import { ITEM_CONTENT } from '@/lib/revisions/item-content';
import { inForceAt } from '@/lib/revisions/load-policy';
import { attemptView } from './attempt-view';
import { type Caller, demand } from './caller';
import { storedChanges } from './message-changes';
import { messageSummary } from './message-summary';
import { queueActions } from './queue-actions';
import { Refusal } from './refusal';
import { storedDecision } from './stored-decision';

const WHOLE = {
  recipients: { orderBy: { id: 'asc' }, include: { history: { orderBy: { id: 'asc' } } } },
} as const satisfies Prisma.MailTransactionInclude;

/** One transaction with its decisions in words and every delivery attempt. @throws Refusal */
export async function showMessage(caller: Caller, id: string): Promise<MessageDetail> {
  demand(caller, 'mail.read');
  const message = await caller.db.mailTransaction.findUnique({ where: { id }, include: WHOLE });
  if (message === null) throw new Refusal({ kind: 'not-found' });
  const [reports, actions] = await Promise.all([
    caller.db.mailTransaction.findMany({ where: { reportsOn: id }, orderBy: { id: 'asc' }, select: { id: true, receivedAt: true } }),
    queueActions(caller, message.receivedAt, message.recipients),
  ]);
  const decisions = [message.decision, ...message.recipients.map(({ decision }) => decision)].map(storedDecision);
  const inWords = await wordsFor(caller, decisions);
  const [ofTransaction = null, ...ofRecipients] = decisions.map(inWords);
  const { recipients: _, ...summary } = messageSummary(message);
  const { listener, clientPort, ehloName, tlsCipher, authenticatedUser, subject, messageIdHeader, reportsOn } = message;
  return {
    ...summary,
    ...{ listener, clientPort, ehloName, tlsCipher, authenticatedUser, subject, messageIdHeader, reportsOn },
    reports: reports.map((report) => ({ id: report.id, receivedAt: report.receivedAt.toISOString() })),
    stage: STAGES.find((stage) => stage === message.stage) ?? 'data',
    decision: ofTransaction,
    recipients: message.recipients.map((recipient, i) => ({
      id: String(recipient.id),
      address: recipient.address,
      state: recipient.state,
      reply: recipient.reply,
      relayed: recipient.relayed,
      firstSeen: recipient.firstSeen?.toISOString() ?? null,
      changes: storedChanges(recipient, caller.locale),
      decision: ofRecipients[i] ?? null,
      nextAttemptAt: recipient.nextAttemptAt?.toISOString() ?? null,
      expiresAt: recipient.expiresAt?.toISOString() ?? null,
      finishedAt: recipient.finishedAt?.toISOString() ?? null,
      lastError: recipient.lastError,
      attempts: recipient.history.map((attempt) => attemptView(attempt, caller.locale)),
      actions: actions(recipient),
    })),
  };
}

/** Puts decisions into words with the rules as they were when each was made, not as they are now. */
async function wordsFor(
  { db, locale }: Caller,
  decisions: readonly (Decision | null)[],
): Promise<(decision: Decision | null) => DecisionView | null> {
  const made = decisions.filter((decision) => decision !== null);
  const rulesAt = new Map<number, ReadonlyMap<string, Omit<Rule, 'id'>>>();
  for (const revision of new Set(made.map((decision) => decision.revision))) {
    const ids = made.filter((decision) => decision.revision === revision).flatMap(({ trace }) => trace.map(({ ruleId }) => ruleId));
    const items = await db.policyItem.findMany({ where: { ...inForceAt(revision), kind: 'rule', itemId: { in: [...new Set(ids)] } } });
    const rules = items.flatMap(({ itemId, content }) => {
      const rule = ITEM_CONTENT.rule.safeParse(content);
      return rule.success ? [[itemId, rule.data] as const] : [];
    });
    rulesAt.set(revision, new Map(rules));
  }
  return (decision) => decision && describeDecision(decision, rulesAt.get(decision.revision) ?? new Map(), locale);
}
