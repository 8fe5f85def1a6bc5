import { mayNotSend } from '@/lib/acceptance/envelope';
import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { TlsDemand } from '@/lib/mail/tls-level';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { replyFor } from '@/lib/policy/default-reply';
import { evaluate } from '@/lib/policy/evaluate';
import { type Facts, isKnown } from '@/lib/policy/facts';
import { FIRST_ATTEMPT } from '@/lib/policy/recorded-facts';
import { SETTING_NAMES, type SettingName, type SettingValues } from '@/lib/policy/settings';
import type { Stage } from '@/lib/policy/stages';
import type { NextHop } from '@/lib/routing/next-hop';
import { planDelivery } from '@/lib/routing/plan-delivery';
import { type RelayPermission, relayPermission } from '@/lib/routing/relay-permission';

/** What a policy does with one recorded recipient, or with a transaction that ended before any. */
export type ReplayOutcome =
  | { readonly kind: 'reject' | 'tempfail'; readonly reply: Reply }
  | { readonly kind: 'accept' | 'hold'; readonly route: Route | null; readonly others: OtherSettings }
  | { readonly kind: 'discard' }
  /** Not refused up to where the record ends; a later stage could still refuse it. */
  | { readonly kind: 'open' };

/** What rules set beside verdict, next hop and TLS demand. Whom they notify makes no difference to a mail. */
type OtherSettings = Omit<SettingValues, (typeof TOLD_OTHERWISE)[number]>;

const TOLD_OTHERWISE = [
  'verdict',
  'relayHost',
  'relayEncryption',
  'relayCertificateCheck',
  'relayTlsProfile',
  'notifications',
] as const satisfies readonly SettingName[];
const OTHER_SETTINGS = SETTING_NAMES.filter((name) => TOLD_OTHERWISE.every((told) => told !== name));

export interface Route {
  readonly nextHop: NextHop;
  readonly demand: TlsDemand;
}

/**
 * Judges with all that was recorded, however early the session would have answered: an early answer is of the same kind
 * (docs/decisions/007), only the wording of a refusal may be that of another rule. Routing is judged for the first attempt, at the time at which the mail came.
 * @param stage at which the record ends
 * @param permission of the client; the rules alone make no difference to it
 * @returns null if it depends on a fact that was not recorded
 */
export function outcomeOf(
  compiled: CompiledPolicy,
  facts: Facts,
  stage: Stage,
  permission = permissionOf(compiled, facts),
): ReplayOutcome | null {
  if (permission === 'denied' && !compiled.reads.session.includes('relaying')) return { kind: 'reject', reply: REPLIES.relayingDenied };
  const decision = evaluate(compiled, facts, stage);
  const noSender = permission && mayNotSend(permission, decision, facts, userOf(facts));
  if (noSender) return { kind: noSender.reply.code >= 500 ? 'reject' : 'tempfail', reply: noSender.reply };
  const { verdict } = decision.settings;
  if (verdict?.state === 'open') return { kind: 'open' };
  if (verdict?.state !== 'decided') return passed(compiled, facts, 'accept', decision);
  if (lacksFact(decision)) return null;
  const { value, by } = verdict;
  switch (value.outcome) {
    case 'reject':
      return { kind: 'reject', reply: replyFor(value, by, decision.trace, facts) };
    case 'tempfail':
    case 'greylist':
      return { kind: 'tempfail', reply: replyFor(value, by, decision.trace, facts) };
    case 'discard':
      return { kind: 'discard' };
    case 'accept':
    case 'hold':
      return passed(compiled, facts, value.outcome, decision);
  }
}

function passed(compiled: CompiledPolicy, facts: Facts, kind: 'accept' | 'hold', { settings }: Decision): ReplayOutcome | null {
  if (facts['recipient.domain'] === undefined) return { kind, route: null, others: othersOf(settings, {}) };
  // The facts first: so the engine copies them as a whole, and not one by one, which took most of the time of a replay.
  const plan = planDelivery(compiled, { ...facts, ...FIRST_ATTEMPT });
  const others = othersOf(settings, plan.decision.settings);
  if (plan.kind === 'plan') return { kind, route: { nextHop: plan.nextHop, demand: plan.demand }, others };
  const isOpen = Object.values(plan.decision.settings).some(({ state }) => state === 'open');
  return isOpen ? null : { kind, route: null, others };
}

function othersOf(session: Decision['settings'], relay: Decision['settings']): OtherSettings {
  let others: OtherSettings = {};
  for (const name of OTHER_SETTINGS) {
    const outcome = relay[name] ?? session[name];
    if (outcome?.state === 'decided') others = { ...others, [name]: outcome.value };
  }
  return others;
}

/** After DATA an open rule is answered as a failed look-up: here it waits for a fact that nobody recorded. */
function lacksFact({ settings: { verdict }, trace }: Decision): boolean {
  if (verdict?.state !== 'decided' || verdict.by.kind !== 'lookup-failed') return false;
  const { ruleId } = verdict.by;
  return trace.some((rule) => rule.ruleId === ruleId && rule.outcome === 'open');
}

/** Asked before the rules, as in the session; null where no recipient is known. */
export function permissionOf(compiled: CompiledPolicy, facts: Facts): RelayPermission | null {
  const [recipientDomain, remoteIp] = [facts['recipient.domain'], facts['connection.remoteIp']];
  if (!isKnown(recipientDomain) || !isKnown(remoteIp) || !isKnown(facts['session.authenticatedUser'])) return null;
  return relayPermission(compiled, { recipientDomain, remoteIp, authenticatedUser: userOf(facts) });
}

function userOf(facts: Facts): string | null {
  const user = facts['session.authenticatedUser'];
  return isKnown(user) ? user : null;
}
