import { z } from 'zod';
import { hostSchema, portSchema } from '@/lib/mail/host';
import { demandedLevel, TLS_LEVELS } from '@/lib/mail/tls-level';
import { hasReached } from '@/lib/policy/stages';
import type { NextHop } from '@/lib/routing/next-hop';
import type { ActualOutcome } from './actual-outcome';

/** Where a session can refuse. */
export const REFUSAL_STAGES = ['connect', 'mail', 'rcpt', 'data'] as const;

const hostsSchema = z
  .array(z.object({ host: hostSchema, port: portSchema }))
  .min(1, 'hosts.empty')
  .max(10, 'list.too-long');

/** What must become of every recipient of a mail. */
export const expectedOutcomeSchema = z.discriminatedUnion(
  'fate',
  [
    /** Refused for good, or for now: at this stage at the latest. */
    z.object({ fate: z.enum(['refused', 'put-off']), by: z.enum(REFUSAL_STAGES, 'value.invalid') }),
    z.object({
      /** Accepted, and sent on or held. */
      fate: z.enum(['delivered', 'held']),
      /** Null: wherever to. */
      nextHop: z
        .discriminatedUnion(
          'kind',
          [z.object({ kind: z.literal('mx') }), z.object({ kind: z.literal('hosts'), hosts: hostsSchema })],
          'value.invalid',
        )
        .nullable(),
      /** The least that the connection must prove. */
      tls: z.enum(TLS_LEVELS, 'value.invalid'),
    }),
    z.object({ fate: z.literal('discarded') }),
  ],
  'value.invalid',
);
export type ExpectedOutcome = z.output<typeof expectedOutcomeSchema>;

/** What is expected of somebody who wants it to stay as it is; null of what nobody can tell. */
export function expectationOf({ fate, stage, plan }: ActualOutcome): ExpectedOutcome | null {
  switch (fate) {
    case 'refused':
    case 'put-off':
      return { fate, by: REFUSAL_STAGES.find((one) => one === stage) ?? 'data' };
    case 'discarded':
      return { fate };
    case 'redirected':
      return null;
    case 'delivered':
    case 'held':
      if (plan?.kind !== 'plan') return null;
      return { fate, nextHop: hopOf(plan.nextHop), tls: demandedLevel(plan.demand) };
  }
}

function hopOf(hop: NextHop): Extract<ExpectedOutcome, { nextHop: unknown }>['nextHop'] {
  return hop.kind === 'mx' ? { kind: 'mx' } : { kind: 'hosts', hosts: hop.hosts.map(({ host, port }) => ({ host, port })) };
}

/** Whether a recipient fares as it must. A refusal may come earlier, and a connection may have to prove more. */
export function isMet(expected: ExpectedOutcome, actual: ActualOutcome): boolean {
  if (expected.fate !== actual.fate) return false;
  if ('by' in expected) return hasReached(expected.by, actual.stage);
  if (!('tls' in expected)) return true;
  const { plan } = actual;
  if (plan?.kind !== 'plan') return false;
  const proves = TLS_LEVELS.indexOf(demandedLevel(plan.demand)) >= TLS_LEVELS.indexOf(expected.tls);
  return proves && (expected.nextHop === null || JSON.stringify(hopOf(plan.nextHop)) === JSON.stringify(expected.nextHop));
}
