import type { Reply } from '@/lib/mail/reply';
import type { RuleReference } from '@/lib/policy/decision';
import type { Stage } from '@/lib/policy/stages';
import type { DeliveryPlan } from '@/lib/routing/plan-delivery';
import type { Simulation } from './simulate';

/** What becomes of one recipient of a simulated mail, and who decided it. */
export interface ActualOutcome {
  readonly address: string;
  readonly fate: Simulation['recipients'][number]['fate'];
  /** Where the last answer was given: of a refusal, where it is refused. */
  readonly stage: Stage;
  readonly reply: Reply;
  readonly plan: DeliveryPlan | null;
  /** The rules of the verdict or, of what is sent on, also of the routing; empty for the Basic Settings and what stands before the rules. */
  readonly rules: readonly RuleReference[];
}

/** The outcomes of a simulation for the recipients that the mail names, in their order. */
export function actualOutcomes({ steps, recipients }: Simulation): ActualOutcome[] {
  const named = recipients.filter(({ origin }) => origin === null || !('of' in origin));
  return named.map(({ address, fate, reply, plan }) => {
    const last = steps.findLast((step) => step.reply !== null && (step.recipient === null || step.recipient === address));
    const verdict = last?.decision?.settings.verdict;
    const by = verdict?.state === 'decided' && verdict.by.kind !== 'default' ? [referenceOf(verdict.by)] : [];
    const routing = plan?.kind === 'plan' ? plan.decidedBy.map(referenceOf) : [];
    const rules = [...by, ...routing].filter((rule, i, all) => all.findIndex(({ ruleId }) => ruleId === rule.ruleId) === i);
    return { address, fate, stage: last?.stage ?? 'connect', reply, plan, rules };
  });
}

function referenceOf({ ruleId, name, order }: RuleReference): RuleReference {
  return { ruleId, name, order };
}
