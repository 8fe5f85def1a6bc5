import { z } from 'zod';
import { type CertificateCheck, demandedLevel, TLS_LEVELS, type TlsDemand } from '@/lib/mail/tls-level';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import { hostsSchema } from '@/lib/policy/host-list';
import { certificateCheckSchema, lacksNameForDane, relayEncryptionSchema } from '@/lib/policy/relay-target';
import { hostsHop } from './next-hop';
import type { DeliveryPlan } from './plan-delivery';
import { checkOfOther } from './tls-failure-plan';

/** The next hop that an administrator has chosen for mail in the queue. It is stored with the recipient until that leaves the queue. */
export const routeOverrideSchema = z
  .object({
    hosts: hostsSchema,
    encryption: relayEncryptionSchema,
    /** Null: what the policy demands, else the default of Routing Basic Settings. Only with `starttls` and `implicit`. */
    certificateCheck: certificateCheckSchema.nullable(),
  })
  .refine(({ hosts, certificateCheck }) => !lacksNameForDane(hosts, certificateCheck), {
    path: ['certificateCheck'],
    message: 'check.dane-needs-name',
  });
export type RouteOverride = z.output<typeof routeOverrideSchema>;

type Plan = Extract<DeliveryPlan, { kind: 'plan' }>;

/**
 * The plan with another next hop. Its TLS demand is the administrator's where that is at least the policy's, else the policy's: an override
 * changes where mail goes, never what must protect it there. No password is sent to it, and the policy's own other route no longer counts.
 * @param override null: the plan stays as it is
 */
export function overrideRoute(plan: Plan, override: RouteOverride | null, routing: RoutingSettings): Plan {
  if (override === null) return plan;
  const demand = demandOf(plan.demand, override, routing);
  return {
    ...plan,
    nextHop: hostsHop(override.hosts, demand),
    demand,
    authentication: null,
    tlsFailure: { next: plan.tlsFailure.next === 'return' ? 'return' : 'retry' },
    decidedBy: plan.decidedBy.filter(({ setting }) => setting !== 'relayHost' && setting !== 'relayAuthentication'),
  };
}

function demandOf(policy: TlsDemand, { encryption, certificateCheck }: RouteOverride, routing: RoutingSettings): TlsDemand {
  const startsWith = encryption === 'implicit' || encryption === 'starttls' ? encryption : null;
  if ('check' in policy) {
    const check = strictest(policy.check, startsWith === null ? null : certificateCheck);
    return { startsWith: startsWith ?? 'starttls', check, profile: policy.profile };
  }
  if (startsWith !== null) {
    return { startsWith, check: certificateCheck ?? routing.defaultCertificateCheck, profile: routing.defaultTlsProfile };
  }
  return encryption === 'plaintext' ? policy : { startsWith: 'opportunistic' };
}

/** The chosen check if it is of the demanded level or above; else the demanded one, as it is for a host that it does not name. */
function strictest(demanded: CertificateCheck, chosen: CertificateCheck | null): CertificateCheck {
  return chosen !== null && levelOf(chosen) >= levelOf(demanded) ? chosen : checkOfOther(demanded, null);
}

function levelOf(check: CertificateCheck): number {
  return TLS_LEVELS.indexOf(demandedLevel({ startsWith: 'starttls', check, profile: 'compatible' }));
}
