import { z } from 'zod';
import { domainSchema } from '@/lib/mail/domain';
import { TLS_PROFILES } from '@/lib/mail/tls-profile';
import { hostsSchema } from './host-list';
import { itemNameSchema } from './item-name';
import { type RuleDraft, ruleDraftSchema } from './parse-rule';
import { certificateCheckSchema, lacksNameForDane } from './relay-target';
import type { ConditionNode, RuleAction } from './rule';

export const FORCE_TLS_DIRECTIONS = ['both', 'in', 'out'] as const;
export type ForceTlsDirection = (typeof FORCE_TLS_DIRECTIONS)[number];
/** The way that one of the rules is for. */
export type ForceTlsWay = Exclude<ForceTlsDirection, 'both'>;

export function waysOf(direction: ForceTlsDirection): readonly ForceTlsWay[] {
  return direction === 'both' ? ['in', 'out'] : [direction];
}

const nextHopSchema = z.discriminatedUnion(
  'to',
  [
    z.object({ to: z.literal('mx') }),
    z.object({
      to: z.literal('hosts'),
      hosts: hostsSchema,
    }),
  ],
  'value.invalid',
);

const outSchema = z
  .object({
    name: itemNameSchema,
    nextHop: nextHopSchema,
    encryption: z.enum(['implicit', 'starttls'], 'value.invalid'),
    /** Null: the default of Routing Basic Settings. */
    certificateCheck: certificateCheckSchema.nullable(),
    /** Null likewise. */
    tlsProfile: z.enum(TLS_PROFILES, 'value.invalid').nullable().default(null),
  })
  .refine(({ nextHop, certificateCheck }) => nextHop.to === 'mx' || !lacksNameForDane(nextHop.hosts, certificateCheck), {
    path: ['certificateCheck'],
    message: 'check.dane-needs-name',
  });

/** What is to be said to force TLS for mail from a domain, to it, or both. */
export const forceTlsSchema = z
  .object({
    domain: domainSchema,
    mode: z.enum(['enforce', 'monitor'], 'value.invalid'),
    /** Null: mail from the domain is left as it is. */
    in: z.object({ name: itemNameSchema }).nullable(),
    /** Null: mail to the domain is left as it is. */
    out: outSchema.nullable(),
  })
  .refine((wish) => wish.in !== null || wish.out !== null, { path: ['in'], message: 'value.missing' })
  .refine(({ in: incoming, out }) => incoming === null || incoming.name.toLowerCase() !== out?.name.toLowerCase(), {
    path: ['out', 'name'],
    message: 'name.taken',
  });
export type ForceTls = z.output<typeof forceTlsSchema>;

/** The rules for it, at most one for each way: plain mail from the domain is refused, and mail to it leaves over TLS or waits. */
export function forceTlsRules(wish: ForceTls): { readonly way: ForceTlsWay; readonly rule: RuleDraft }[] {
  const incoming = wish.in === null ? [] : [{ way: 'in' as const, rule: incomingRule(wish, wish.in) }];
  const outgoing = wish.out === null ? [] : [{ way: 'out' as const, rule: outgoingRule(wish, wish.out) }];
  return [...incoming, ...outgoing];
}

function incomingRule({ domain, mode }: ForceTls, { name }: NonNullable<ForceTls['in']>): RuleDraft {
  return ruleOf(
    name,
    mode,
    [
      ['delivery.sender-domain', { operator: 'is', domains: [domain] }],
      ['connection.is-ssl', { encrypted: false }],
    ],
    [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  );
}

function outgoingRule(
  { domain, mode }: ForceTls,
  { name, nextHop, encryption, certificateCheck, tlsProfile }: NonNullable<ForceTls['out']>,
): RuleDraft {
  return ruleOf(
    name,
    mode,
    [
      ['delivery.relaying-mail', { relaying: true }],
      ['recipient.domain', { operator: 'is', domains: [domain] }],
    ],
    [
      { action: 'relay.host', parameters: nextHop },
      encryption === 'implicit'
        ? { action: 'relay.ssl-encryption', parameters: { ssl: true } }
        : { action: 'relay.starttls', parameters: { use: 'required' } },
      ...(certificateCheck === null ? [] : [{ action: 'relay.certificate-check', parameters: { ...certificateCheck } }]),
      ...(tlsProfile === null ? [] : [{ action: 'relay.tls-profile', parameters: { profile: tlsProfile } }]),
    ],
  );
}

type Part = readonly [condition: string, parameters: Readonly<Record<string, unknown>>];

function ruleOf(name: string, mode: ForceTls['mode'], parts: readonly Part[], actions: RuleAction[]): RuleDraft {
  const conditions = parts.map(([condition, parameters]): ConditionNode => ({ kind: 'condition', condition, negated: false, parameters }));
  return ruleDraftSchema.parse({ name, mode, match: 'all', conditions, actions });
}

const LONGEST_NAME = 64;

/** `mydomain.tld` in -> `mydomain.tld_force_ssl_in`, or the first of `…_in_2`, `…_in_3` that is free. @param taken in lower case */
export function proposedName(domain: string, way: ForceTlsWay, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const suffix = `_force_ssl_${way}${number === 1 ? '' : `_${number}`}`;
    const name = `${domain.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
