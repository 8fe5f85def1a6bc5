import { type ActualOutcome, actualOutcomes } from '@/lib/acceptance/actual-outcome';
import { type ExpectedOutcome, expectationOf } from '@/lib/acceptance/expected-outcome';
import { lookupsToSimulate } from '@/lib/acceptance/lookups-to-simulate';
import type { RuleNotification } from '@/lib/acceptance/notifications';
import { exampleAsMail } from '@/lib/acceptance/policy-test';
import { type SimulatedMail, simulate } from '@/lib/acceptance/simulate';
import type { DecisionView } from '@/lib/api/contracts/mail';
import type { SimulatedRecipientView, SimulationRequest, SimulationView } from '@/lib/api/contracts/simulations';
import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { trace } from '@/lib/i18n/messages/trace';
import { LOOKUP_TIMEOUT, type LookupSubject, lookUpFacts } from '@/lib/lookups/mail-lookups';
import { formatReply, type Reply } from '@/lib/mail/reply';
import { demandedLevel } from '@/lib/mail/tls-level';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { describeDecision } from '@/lib/policy/describe-decision';
import { type ExampleMail, withoutDnsResults } from '@/lib/policy/example-mail';
import { learn } from '@/lib/policy/lookup-facts';
import { targetInWords } from '@/lib/policy/notification-target';
import { type PolicyDraft, withDraft } from '@/lib/policy/policy-draft';
import { verdictKind } from '@/lib/policy/settings';
import { loadPolicy } from '@/lib/revisions/load-policy';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';
import { demandInWords } from './attempt-view';
import { type Caller, demand } from './caller';
import { demandKnownLists } from './known-lists';
import { changesInWords } from './message-changes';
import { hopInWords, notesOfPlan } from './plan-in-words';

/** What the policy in force, with a draft in its place, would do with a mail. Changes nothing and sends nothing. @throws StoredPolicyError */
export async function simulateMail(caller: Caller, { mail, draft, lookUp }: SimulationRequest): Promise<SimulationView> {
  demand(caller, 'policy.read');
  const inForce = await loadPolicy(caller.db);
  if (draft !== null) demandKnownLists(draft.rule, inForce.namedLists, ['draft', 'rule']);
  const policy = draft === null ? inForce : withDraft(inForce, draftOf(draft));
  const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
  const inWords = (decision: Decision): DecisionView => describeDecision(decision, rules, caller.locale);
  const compiled = compilePolicy(policy);
  const example = exampleAsMail(compiled, mail);
  const simulation = simulate(compiled, lookUp ? await lookedUp(example, mail, compiled, caller) : example);
  const outcomes = new Map(actualOutcomes(simulation).map((outcome) => [outcome.address, outcome]));
  const { steps, recipients, notifications } = simulation;
  return {
    steps: steps.map(({ stage, recipient, reply, says, decision }) => ({
      ...{ stage, recipient, says: [...says] },
      reply: reply && formatReply(reply),
      refused: reply !== null && reply.code >= 400,
      decision: decision && stepDecision(decision, reply, inWords, caller.locale),
    })),
    recipients: recipients.map(({ address, fate, reply, headerEdits, origin, plan }) => ({
      ...{ address, fate },
      reply: formatReply(reply),
      changes: changesInWords(headerEdits, origin, caller.locale),
      delivery: plan && deliveryView(plan, inWords, caller),
      expectation: expectationFor(origin !== null && 'of' in origin ? undefined : outcomes.get(address)),
    })),
    notifications: notifications.map((one) => notificationInWords(one, caller.locale)),
  };
}

/** The mail with what a session would look up for it, asked now. */
async function lookedUp(
  { facts, ...mail }: SimulatedMail,
  { client, sender, details }: ExampleMail,
  compiled: CompiledPolicy,
  { dns }: Caller,
): Promise<SimulatedMail> {
  const { ask, hostname } = dns;
  const subject: LookupSubject = {
    ip: client,
    hostname,
    ehloName: details.ehloName,
    sender: sender === '' ? null : sender,
    message: null,
  };
  const signal = AbortSignal.timeout(LOOKUP_TIMEOUT);
  let known = withoutDnsResults(facts);
  const asked = () => lookupsToSimulate(compiled, { facts: known, ...mail });
  for (let next = asked(); next.length > 0; next = asked()) {
    known = learn(known, await lookUpFacts(next, subject, { ask, timeout: LOOKUP_TIMEOUT, signal }));
  }
  return { facts: known, ...mail };
}

/** "Would notify admin@a.tld by rule 2 "x"". */
function notificationInWords({ rule, target }: RuleNotification, locale: Locale): string {
  return trace[locale].notifies[target.kind](targetInWords(target), policyWords[locale].byRule(rule.order, rule.name));
}

/** Nothing is expected of whom a rule has brought in. */
function expectationFor(outcome: ActualOutcome | undefined): ExpectedOutcome | null {
  return outcome === undefined ? null : expectationOf(outcome);
}

/** Null where no rule was asked. A refusal need not be a verdict: limits and who may send refuse as well. */
function stepDecision(
  decision: Decision,
  reply: Reply | null,
  inWords: (decision: Decision) => DecisionView,
  locale: Locale,
): DecisionView | null {
  const { verdict } = decision.settings;
  if (verdict === undefined && decision.trace.length === 0) return null;
  const isVerdict = verdict?.state === 'decided' && verdictKind(verdict.value) !== 'let-through';
  const isRefusal = reply !== null && reply.code >= 400;
  return isRefusal && !isVerdict ? { ...inWords(decision), summary: trace[locale].noVerdict } : inWords(decision);
}

/** The id under which a rule that has none yet stands in the traces. */
const NEW_RULE = 'new';

function draftOf(draft: NonNullable<SimulationRequest['draft']>): PolicyDraft {
  return { kind: 'rule', rule: { id: draft.id ?? NEW_RULE, ...draft.rule }, before: draft.before };
}

function deliveryView(
  plan: DeliveryPlan,
  inWords: (decision: Decision) => DecisionView,
  { locale }: Caller,
): SimulatedRecipientView['delivery'] {
  const decision = inWords(plan.decision);
  if (plan.kind === 'undetermined') return { nextHop: null, demand: null, notes: [], problem: plan.reason, decision };
  const sentence = demandInWords(plan.demand, locale);
  return {
    nextHop: hopInWords(plan.nextHop, locale),
    demand: { sentence, level: demandedLevel(plan.demand) },
    notes: notesOfPlan(plan, locale),
    problem: null,
    decision,
  };
}
