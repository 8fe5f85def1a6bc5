import { CATALOGUE, type Catalogue } from '@/lib/policy/catalogue';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import { type CompiledRule, compileRule, judgeRule } from '@/lib/policy/compile-rule';
import type { FactName, Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import { draftedRuleId, type PolicyDraft, withDraft } from '@/lib/policy/policy-draft';
import { recordedFacts } from '@/lib/policy/recorded-facts';
import type { Rule } from '@/lib/policy/rule';
import type { Stage } from '@/lib/policy/stages';
import { unreadFacts } from './facts-read';
import { KnownOutcomes } from './known-outcomes';
import { outcomeOf, permissionOf, type ReplayOutcome } from './outcome';
import type { RecordedTransaction, ReplayedRecipient } from './recorded';

/** A draft beside the policy in force, prepared for many recorded transactions. */
export interface Replay {
  readonly inForce: CompiledPolicy;
  readonly drafted: CompiledPolicy;
  /** The rule that the draft is about as it is and as it would be, as far as it is enforced. */
  readonly touched: readonly CompiledRule[];
  /** What nothing of it reads. */
  readonly unread: readonly FactName[];
  readonly known: KnownOutcomes;
}

export function prepareReplay(policy: Policy, draft: PolicyDraft, catalogue: Catalogue = CATALOGUE): Replay {
  const withIt = withDraft(policy, draft);
  const id = draftedRuleId(draft);
  return {
    inForce: compilePolicy(policy, catalogue),
    drafted: compilePolicy(withIt, catalogue),
    known: new KnownOutcomes(),
    unread: unreadFacts([policy, withIt], catalogue),
    touched: [policy, withIt].flatMap(({ rules }) => rules.filter((rule) => rule.id === id).flatMap((rule) => enforced(rule, catalogue))),
  };
}

function enforced(rule: Rule, catalogue: Catalogue): CompiledRule[] {
  return rule.mode === 'enforce' ? [compileRule({ ...rule, mode: rule.mode }, 0, catalogue)] : [];
}

export interface Difference {
  /** Null for a transaction that ended before any recipient, and for an address without a domain. */
  readonly recipientDomain: string | null;
  readonly before: ReplayOutcome;
  readonly after: ReplayOutcome;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Whether something of it could not be judged, because a fact was not recorded. */
  readonly incomplete: boolean;
}

const NOTHING: Comparison = { differences: [], incomplete: false };

/** What the draft would change for one transaction. */
export function compareTransaction(replay: Replay, { stage, facts, recipients }: RecordedTransaction): Comparison {
  // What is false without the facts of a recipient stays so with them.
  if (!mayDiffer(replay, facts)) return NOTHING;
  if (recipients.length === 0) return compareOne(replay, facts, stage, null);
  // A recipient that was refused at RCPT may belong to a transaction that went on: then the message is known.
  let comparison = NOTHING;
  for (const recipient of recipients) {
    const one = compareOne(replay, replayedFacts(facts, recipient), stage === 'data' ? 'data' : 'rcpt', recipient.domain || null);
    if (one === NOTHING) continue;
    comparison = {
      differences: [...comparison.differences, ...one.differences],
      incomplete: comparison.incomplete || one.incomplete,
    };
  }
  return comparison;
}

function replayedFacts(facts: Facts, recipient: ReplayedRecipient): Facts {
  const { firstSeen } = recipient;
  return { ...recordedFacts(facts, recipient), ...(firstSeen === null ? {} : { 'recipient.firstSeen': firstSeen }) };
}

function compareOne(replay: Replay, facts: Facts, stage: Stage, recipientDomain: string | null): Comparison {
  if (!mayDiffer(replay, facts)) return NOTHING;
  const permission = permissionOf(replay.inForce, facts);
  const before = outcomeOf(replay.inForce, facts, stage, permission);
  const after = outcomeOf(replay.drafted, facts, stage, permission);
  if (before === null || after === null || (before.kind === 'open' && after.kind === 'open')) return { differences: [], incomplete: true };
  const [textBefore, textAfter] = [JSON.stringify(before), JSON.stringify(after)];
  if (textBefore === textAfter) return NOTHING;
  const { known } = replay;
  return {
    differences: [{ recipientDomain, before: known.of(textBefore, before), after: known.of(textAfter, after) }],
    incomplete: false,
  };
}

/** A rule that is false ends no reading and holds none back: where old and new version both are, nothing can change. */
export function mayDiffer({ touched }: Replay, facts: Facts): boolean {
  return touched.some((rule) => judgeRule(rule, facts) !== 'false');
}
