import { demandedLevel } from '@/lib/mail/tls-level';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { ForceTlsWay } from '@/lib/policy/force-tls';
import { planDelivery } from '@/lib/routing/plan-delivery';
import { judge } from './judge';

/**
 * Whether the policy, whatever its rules look like, takes no mail from a domain without encryption (`in`), or sends none to it (`out`).
 * @param now ISO 8601 in UTC
 */
export function forcesTls(compiled: CompiledPolicy, domain: string, way: ForceTlsWay, now: string): boolean {
  if (way === 'in') {
    const facts = {
      'time.now': now,
      'connection.encrypted': false,
      'session.authenticatedUser': null,
      'envelope.sender': `postmaster@${domain}`,
      'envelope.senderDomain': domain,
    };
    return judge(compiled, facts, 'mail', true).kind === 'refused';
  }
  const recipient = { 'recipient.address': `postmaster@${domain}`, 'recipient.domain': domain, 'recipient.relayed': true };
  const plan = planDelivery(compiled, { 'time.now': now, ...recipient });
  return plan.kind === 'plan' && demandedLevel(plan.demand) !== 'none';
}
