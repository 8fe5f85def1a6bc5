import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import type { Facts } from '@/lib/policy/facts';
import { recordedFacts } from '@/lib/policy/recorded-facts';
import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import { isTlsFailure } from '@/lib/queue/failure';
import type { NewAttempt } from '@/lib/queue/settle-attempts';
import { connectionKey } from '@/lib/routing/connection-key';
import { type DeliveryPlan, planDelivery } from '@/lib/routing/plan-delivery';
import { overrideRoute } from '@/lib/routing/route-override';
import type { Delivery } from './deliver';

/** A delivery and the policy that it was planned by. */
export interface PlannedDelivery extends Delivery {
  /** Equal for the same next hop, whatever the demand. */
  readonly hop: string;
  /** One of its recipients is to be tried now. */
  readonly urgent: boolean;
  readonly revision: number;
  /** By recipient: what sends two the same way need not be the same rule. */
  readonly rules: ReadonlyMap<string, RoutingRules>;
}

/** The rules that set the routing, and those that were true besides. */
export type RoutingRules = Pick<NewAttempt, 'decidedBy' | 'matched'>;

/** A recipient whose routing nobody can tell at the moment. */
interface Unplanned {
  readonly recipient: ClaimedRecipient;
  readonly reason: string;
}

export interface Plan {
  readonly deliveries: readonly PlannedDelivery[];
  readonly unplanned: readonly Unplanned[];
  /** One for each recipient, for the counts of the rules. */
  readonly decisions: readonly { readonly recipient: ClaimedRecipient; readonly decision: Decision }[];
}

/** RFC 5321 4.5.3.1.8: every server takes as many in one transaction. */
const MOST_RECIPIENTS = 100;

/**
 * Judges the routing of each recipient with the present policy and the recorded facts, and puts those of one message together that have the
 * same next hop and TLS demand, the same to be done where the demand is not met, and the same changes of the headers.
 */
export function planRecipients(policy: CompiledPolicy, recipients: readonly ClaimedRecipient[], now: Date): Plan {
  const deliveries = new Map<string, PlannedDelivery[]>();
  const unplanned: Unplanned[] = [];
  const decisions: { recipient: ClaimedRecipient; decision: Decision }[] = [];
  for (const recipient of recipients) {
    const facts = recordedFacts(recipient.transaction.facts, recipient);
    const plan = planDelivery(policy, { ...facts, ...queueFacts(recipient, now) });
    decisions.push({ recipient, decision: plan.decision });
    if (plan.kind === 'undetermined') unplanned.push({ recipient, reason: plan.reason });
    else add(deliveries, overrideRoute(plan, recipient.routeOverride, policy.policy.routing), recipient, policy.policy.revision);
  }
  return { deliveries: [...deliveries.values()].flat(), unplanned, decisions };
}

function queueFacts({ attempts, lastReason, transaction }: ClaimedRecipient, now: Date): Facts {
  return {
    'time.now': now.toISOString(),
    'queue.attempt': attempts + 1,
    'queue.age': Math.max(0, Math.floor((now.getTime() - transaction.receivedAt.getTime()) / 1000)),
    'queue.lastErrorWasTls': isTlsFailure(lastReason),
  };
}

function add(
  deliveries: Map<string, PlannedDelivery[]>,
  { nextHop, demand, authentication, sourceAddress, tlsFailure, decidedBy, matched }: Extract<DeliveryPlan, { kind: 'plan' }>,
  recipient: ClaimedRecipient,
  revision: number,
): void {
  const { transaction, headerEdits } = recipient;
  const way = { nextHop, demand, authentication, sourceAddress, tlsFailure };
  const key = connectionKey(way);
  const same = JSON.stringify([transaction.id, key, tlsFailure, headerEdits]);
  const group = deliveries.get(same) ?? [];
  deliveries.set(same, group);
  const open = group.at(-1);
  const rules = [recipient.id, { decidedBy, matched }] as const;
  if (open === undefined || open.recipients.length === MOST_RECIPIENTS) {
    group.push({
      key,
      hop: JSON.stringify(nextHop),
      urgent: recipient.urgent,
      ...way,
      rules: new Map([rules]),
      revision,
      transaction,
      headerEdits,
      recipients: [recipient],
    });
  } else {
    group[group.length - 1] = {
      ...open,
      urgent: open.urgent || recipient.urgent,
      rules: new Map([...open.rules, rules]),
      recipients: [...open.recipients, recipient],
    };
  }
}
