import { demandedLevel } from '@/lib/mail/tls-level';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { ForceTlsWay } from '@/lib/policy/force-tls';
import { readList } from '@/lib/policy/open-list';
import type { SettingClass } from '@/lib/policy/setting-class';
import { planDelivery } from '@/lib/routing/plan-delivery';

const REFUSALS: readonly SettingClass[] = ['reject', 'tempfail'];

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
    // What is still open at MAIL may only refuse as well: as a rule that greylists does until its delay has passed.
    const { entries, last, classOf } = readList(compiled, 'verdict', facts);
    const open = entries.filter(({ rule }) => rule.mode === 'enforce').map(({ rule }) => rule);
    return [...open, last].every((rule) => REFUSALS.includes(classOf(rule)));
  }
  const recipient = { 'recipient.address': `postmaster@${domain}`, 'recipient.domain': domain, 'recipient.relayed': true };
  const plan = planDelivery(compiled, { 'time.now': now, ...recipient });
  return plan.kind === 'plan' && demandedLevel(plan.demand) !== 'none';
}
