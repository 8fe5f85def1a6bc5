import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { DecidedBy, Decision } from '@/lib/policy/decision';
import { replyFor } from '@/lib/policy/default-reply';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import { asIfEncrypted } from '@/lib/policy/lack-of-tls';
import { addsUp, isRefusal, SETTING_NAMES, SETTING_NEEDED_AT, type SettingName, type SettingTypes } from '@/lib/policy/settings';
import type { Stage } from '@/lib/policy/stages';

/** What the policy says at a stage, as a session carries it out. */
export type Judgement = Passed | Refused;

export interface Passed {
  readonly kind: 'passed';
  /** What becomes of the message if nothing later says otherwise. */
  readonly outcome: 'accept' | 'discard' | 'hold';
  /** Equal for two recipients that later facts can only give one and the same answer; empty when nothing is open. */
  readonly residue: string;
  readonly decision: Decision;
  readonly rule: string | null;
}

export interface Refused {
  readonly kind: 'refused';
  readonly reply: Reply;
  readonly decision: Decision;
  readonly rule: string | null;
}

/**
 * @param tlsOffered whether the client could have encrypted the connection. If it could not, a refusal that TLS would have averted, or might
 * have with the right version, cipher or certificate, is our own fault and never permanent.
 */
export function judge(compiled: CompiledPolicy, facts: Facts, stage: Stage, tlsOffered: boolean): Judgement {
  const judgement = judged(compiled, facts, stage);
  if (judgement.kind === 'passed' || tlsOffered || facts['connection.encrypted'] !== false) return judgement;
  // Of the TLS that there might have been the details are open, which only the end of the message would not bear.
  const withTls = judged(compiled, asIfEncrypted(facts), stage === 'data' ? 'headers' : stage);
  return withTls.kind === 'passed' ? { ...judgement, reply: REPLIES.tlsNotOffered } : judgement;
}

function judged(compiled: CompiledPolicy, facts: Facts, stage: Stage): Judgement {
  const decision = evaluate(compiled, facts, stage);
  const verdict = decision.settings.verdict;
  const residue = residueOf(decision);
  // A verdict is never undetermined (lib/policy/decision.ts), and without one the default holds.
  if (verdict?.state !== 'decided') return { kind: 'passed', outcome: 'accept', residue, decision, rule: null };
  const { value, by } = verdict;
  const rule = ruleOf(by);
  if (isRefusal(value)) {
    return { kind: 'refused', reply: replyFor(value, by, decision.trace, facts), decision, rule };
  }
  return { kind: 'passed', outcome: value.outcome, residue, decision, rule };
}

/** What the message will be answered after its end must be the same for all recipients: the verdict and the limits on the message. */
function residueOf({ settings }: Decision): string {
  return SETTING_NAMES.flatMap((name) => {
    const outcome = settings[name];
    if (outcome === undefined || SETTING_NEEDED_AT[name] !== 'data' || addsUp(name)) return [];
    if (outcome.state === 'open') return [`${name}: ${outcome.residue}`];
    // What a verdict that is decided lets through, it lets through at the end too.
    if (name === 'verdict') return [];
    return [`${name} ${outcome.state === 'decided' ? JSON.stringify(outcome.value) : outcome.state}`];
  }).join('\n');
}

/** The value of a setting that is needed now: what a rule says, else the default. Null where a look-up that failed leaves that open. */
export function settingOf<Name extends SettingName>(
  decision: Decision,
  name: Name,
  byDefault: SettingTypes[Name],
): SettingTypes[Name] | null {
  const outcome: Decision['settings'][Name] = decision.settings[name];
  if (outcome === undefined) return byDefault;
  return outcome.state === 'decided' ? outcome.value : null;
}

function ruleOf(by: DecidedBy): string | null {
  return by.kind === 'default' ? null : by.ruleId;
}

/** The decision about what never came before the policy. */
export function undecided(revision: number, stage: Stage): Decision {
  return { revision, stage, settings: {}, trace: [] };
}

/** RFC 5321 3.1: who is not wanted is greeted with 554; 421 puts off. */
export function asGreeting(reply: Reply): Reply {
  return { ...reply, code: reply.code >= 500 ? 554 : 421 };
}
