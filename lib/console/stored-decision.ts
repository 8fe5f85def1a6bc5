import { z } from 'zod';
import type { Decision } from '@/lib/policy/decision';
import { STAGES } from '@/lib/policy/stages';

const truthSchema = z.enum(['true', 'false', 'open', 'unknown']);

/**
 * The frame of a decision as it is recorded with a transaction. What the engine put inside the frame (values of settings and of facts) is
 * taken as it is: the words for it cope with whatever an older version wrote.
 */
const frameSchema = z.object({
  revision: z.int(),
  stage: z.enum(STAGES),
  settings: z.record(z.string(), z.looseObject({ state: z.enum(['decided', 'open', 'undetermined']) })),
  trace: z.array(
    z.object({
      ruleId: z.string(),
      name: z.string(),
      order: z.int(),
      mode: z.enum(['enforce', 'monitor']),
      outcome: truthSchema,
      conditions: z.array(z.looseObject({ condition: z.string(), outcome: truthSchema, saw: z.looseObject({}) })),
      effects: z.looseObject({ verdict: z.looseObject({ outcome: z.string() }).optional() }),
    }),
  ),
});

const decisionSchema = z.custom<Decision>((value) => frameSchema.safeParse(value).success);

/** A decision read back; null where none was recorded or the record is not one of ours. */
export function storedDecision(stored: unknown): Decision | null {
  const parsed = decisionSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** The rule that decided the verdict; null for the basic settings. */
export function verdictRule(decision: Decision): { readonly ruleId: string; readonly name: string } | null {
  const verdict = decision.settings.verdict;
  if (verdict === undefined || verdict.state === 'open' || verdict.by.kind === 'default') return null;
  return { ruleId: verdict.by.ruleId, name: verdict.by.name };
}

/** Names of the monitored rules that would have given another verdict. */
export function monitoredOtherwise({ settings: { verdict }, trace }: Decision): string[] {
  const given = verdict?.state === 'decided' ? verdict.value.outcome : 'accept';
  return trace
    .filter(({ mode, effects }) => mode === 'monitor' && effects.verdict !== undefined && effects.verdict.outcome !== given)
    .map(({ name }) => name);
}
