import { type Simulation, simulate } from '@/lib/acceptance/simulate';
import type { Reply } from '@/lib/mail/reply';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { replyFor } from '@/lib/policy/default-reply';
import { describeDecision } from '@/lib/policy/describe-decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { targetText } from '@/lib/policy/notification-target';
import type { Policy } from '@/lib/policy/policy';
import { isRefusal, SETTING_NAMES } from '@/lib/policy/settings';
import type { Stage } from '@/lib/policy/stages';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';
import { factsAt, type WrittenMail } from './mail-words';

/** What the policy decides at each of the stages, in the words of the console. */
export function decisionLines(policy: Policy, mail: WrittenMail, stages: readonly Stage[]): string[] {
  const compiled = compilePolicy(policy);
  return stages.flatMap((stage) => {
    const facts = factsAt(stage, mail);
    const decision = evaluate(compiled, facts, stage);
    const { summary, rules } = describeDecision(decision, new Map(policy.rules.map((rule) => [rule.id, rule])), 'en');
    return [
      `at ${stage}: ${summary}`,
      ...replyLines(decision, facts),
      ...settingLines(decision),
      ...rules.map((rule) => `  rule ${rule.order} ${[rule.summary, ...rule.conditions.map(outcomeOf)].join('; ')}`),
    ];
  });
}

const OUTCOMES = { true: 'yes', false: 'no', open: 'open', unknown: 'failed' } as const;

function outcomeOf({ outcome, saw }: { readonly outcome: keyof typeof OUTCOMES; readonly saw: string }): string {
  return `${OUTCOMES[outcome]}: ${saw}`;
}

function replyLines(decision: Decision, facts: Facts): string[] {
  const verdict = decision.settings.verdict;
  if (verdict?.state !== 'decided') return [];
  const { value, by } = verdict;
  return isRefusal(value) ? [`  reply ${said(replyFor(value, by, decision.trace, facts))}`] : [];
}

function said({ code, enhanced, text }: Reply): string {
  return `${code} ${enhanced} ${text}`;
}

/** `sets relay host: mail.a.tld 465, by rule 2`. */
function settingLines({ settings }: Decision): string[] {
  return SETTING_NAMES.flatMap((name) => {
    const outcome = settings[name];
    if (name === 'verdict' || outcome === undefined) return [];
    const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    if (outcome.state === 'open') return [`  ${words} is open: rule ${outcome.heldBy.order} waits for ${outcome.waitingFor}`];
    if (outcome.state === 'undetermined') return [`  ${words} is undetermined: the look-up of rule ${outcome.by.order} failed`];
    return [`  ${words} is ${valueInWords(outcome.value)}${outcome.by.kind === 'rule' ? `, by rule ${outcome.by.order}` : ''}`];
  });
}

function valueInWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value)
    .filter((one) => one !== null)
    .map(valueInWords)
    .join(' ');
}

/** What each command of a whole session is answered, and what becomes of each recipient. */
export function sessionLines(policy: Policy, mail: WrittenMail): string[] {
  const compiled: CompiledPolicy = compilePolicy(policy);
  const facts = factsAt('relay', mail);
  const { steps, recipients, notifications }: Simulation = simulate(compiled, { ...mail, facts: withoutRecipient(facts) });
  return [
    ...steps.flatMap(({ stage, recipient, reply }) =>
      reply === null ? [] : [`${COMMANDS[stage]}${recipient === null ? '' : ` ${recipient}`}: ${said(reply)}`],
    ),
    ...recipients.map(({ address, fate, plan }) => `${address} is ${fate}${plan === null ? '' : ` ${planInWords(plan)}`}`),
    ...notifications.map(({ rule, target }) => `${targetText(target)} is notified, by rule ${rule.order}`),
  ];
}

const COMMANDS = {
  connect: 'connection',
  ehlo: 'EHLO',
  mail: 'MAIL FROM',
  rcpt: 'RCPT TO',
  headers: 'headers',
  data: 'end of DATA',
} as const;

function withoutRecipient({ 'recipient.address': _, 'recipient.domain': __, 'recipient.relayed': ___, ...facts }: Facts): Facts {
  return facts;
}

function planInWords(plan: DeliveryPlan): string {
  if (plan.kind === 'undetermined') return `later: ${plan.reason}`;
  const { nextHop, demand } = plan;
  const hosts =
    nextHop.kind === 'mx'
      ? `the MX of ${nextHop.domain}, port ${nextHop.port}`
      : nextHop.hosts.map(({ host, port }) => `${host}:${port}`).join(', else ');
  return `to ${hosts}, ${valueInWords(demand)}`;
}
