import type { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import type { Truth } from '../decision';
import { type FactKey, type FactName, type Facts, type FactTypes, isKnown, isLookupFailed, partOf, SETTLED_AT } from '../facts';
import type { Field } from '../fields';
import type { IndexKeys } from '../index-keys';
import { isLookupFact, type LookupFact } from '../lookup-facts';
import { laterStage, type Stage } from '../stages';

export const CONDITION_CATEGORIES = ['connection', 'session', 'delivery', 'recipient', 'message', 'checks', 'time', 'queue'] as const;
type ConditionCategory = (typeof CONDITION_CATEGORIES)[number];

export interface Entry<Parameters> extends EntryTexts {
  /** The condition or action as a clause: "the connection is not encrypted", "reject". */
  readonly sentence: (parameters: Parameters) => string;
}

export interface EntryTexts {
  /** Name in the picker, as in "Connection -> Is SSL". */
  readonly label: string;
  /** Label of the row, as in "Sender domain", where it differs from the name in the picker. */
  readonly rowLabel?: string;
  readonly help: string;
}

interface ConditionExample<Parameters, Needs extends FactName> {
  readonly parameters: Parameters;
  readonly facts: KnownFacts<Needs>;
  readonly matches: boolean;
}

/**
 * One condition as it is written in its file: everything about it in one object. Schema, picker, editor, evaluation, index use,
 * documentation and API schema derive from it. `id` is stored in policies and is never renamed.
 */
export interface ConditionDefinition<Id extends string, Needs extends FactName, Parameters extends ParameterRecord> {
  readonly id: Id;
  readonly category: ConditionCategory;
  /** The only facts that the test can read, by type. */
  readonly needs: readonly Needs[];
  /** Parses what was typed or stored into its canonical form; issues carry a key of `lib/i18n/messages/errors.ts` as message. */
  readonly parameters: z.ZodType<Parameters>;
  /** The parameters that the editor starts with when the condition is added. */
  readonly initial: ParameterRecord;
  readonly fields: readonly Field[];
  readonly text: Localised<Entry<Parameters>>;
  /** Prepares the parameters once and returns the test. Pure and total: a fact has already been looked up. */
  readonly compile: (parameters: Parameters) => (facts: KnownFacts<Needs>) => boolean;
  /** Null where the parameters do not allow it. */
  readonly indexKeys?: (parameters: Parameters) => IndexKeys | null;
  /** The part of a keyed fact that the test reads, where it reads one: only then is the test asked. */
  readonly factKey?: (parameters: Parameters) => FactKey;
  /** Seconds that must have passed since `recipient.firstSeen`: its look-up is told so. */
  readonly delay?: (parameters: Parameters) => number;
  readonly examples: readonly ConditionExample<NoInfer<Parameters>, Needs>[];
}

export type ParameterRecord = Readonly<Record<string, unknown>>;
type KnownFacts<Needs extends FactName> = { readonly [Name in Needs]: FactTypes[Name] };

/** A condition of the catalogue, as the rest of the program sees it: its parameters are known to its own file alone. */
export interface Condition {
  readonly id: string;
  readonly category: ConditionCategory;
  readonly needs: readonly FactName[];
  /** The stage from which on all its facts are settled. */
  readonly settlesAt: Stage;
  /** Those of its facts that have to be looked up. */
  readonly lookups: readonly LookupFact[];
  readonly parameters: z.ZodType<ParameterRecord>;
  readonly initial: ParameterRecord;
  readonly fields: readonly Field[];
  readonly text: Localised<EntryTexts>;
  readonly examples: readonly { readonly parameters: ParameterRecord; readonly facts: Facts; readonly matches: boolean }[];
  /** Whether it has index keys for some of its parameters. */
  readonly canBeExact: boolean;
  /** Binds the condition to its parameters; null if they are not valid. */
  readonly bind: (parameters: unknown) => BoundCondition | null;
  /** The clause; null if the parameters are not valid. */
  readonly sentence: (parameters: unknown, locale: Locale) => string | null;
}

export interface BoundCondition {
  readonly parameters: ParameterRecord;
  /** `open` if a needed fact is not yet known, else `unknown` if a look-up failed, else what the test says. */
  readonly judge: (facts: Facts) => Truth;
  readonly index: IndexKeys | null;
  /** The part of a keyed fact that it reads: what has to be looked up for it. */
  readonly factKey: FactKey | null;
  /** Seconds that it waits for after `recipient.firstSeen`. */
  readonly delay: number | null;
}

export function defineCondition<const Id extends string, const Needs extends FactName, Parameters extends ParameterRecord>(
  definition: ConditionDefinition<Id, Needs, Parameters>,
): Condition {
  const { needs } = definition;
  const bind = (raw: unknown): BoundCondition | null => {
    const parsed = definition.parameters.safeParse(raw);
    if (!parsed.success) return null;
    const parameters = parsed.data;
    // Of 100,000 rules most are never judged.
    let test: ReturnType<typeof definition.compile> | null = null;
    const factKey = definition.factKey?.(parameters) ?? null;
    return {
      parameters,
      judge: (facts) => {
        if (!areKnown(facts, needs)) return whyNotKnown(facts, needs);
        const open = factKey === null ? null : whyPartNotKnown(facts, factKey);
        if (open !== null) return open;
        test ??= definition.compile(parameters);
        return test(facts) ? 'true' : 'false';
      },
      index: definition.indexKeys?.(parameters) ?? null,
      factKey,
      delay: definition.delay?.(parameters) ?? null,
    };
  };
  const sentence = (raw: unknown, locale: Locale): string | null => {
    const parsed = definition.parameters.safeParse(raw);
    return parsed.success ? definition.text[locale].sentence(parsed.data) : null;
  };
  const settlesAt = needs.reduce<Stage>((latest, name) => laterStage(latest, SETTLED_AT[name]), 'connect');
  const facts: readonly FactName[] = needs;
  const lookups = facts.filter(isLookupFact);
  return { ...definition, settlesAt, lookups, canBeExact: definition.indexKeys !== undefined, bind, sentence };
}

function areKnown<Needs extends FactName>(facts: Facts, needs: readonly Needs[]): facts is Facts & KnownFacts<Needs> {
  return needs.every((name) => isKnown(facts[name]));
}

function whyNotKnown(facts: Facts, needs: readonly FactName[]): Truth {
  return needs.some((name) => facts[name] === undefined) ? 'open' : 'unknown';
}

function whyPartNotKnown(facts: Facts, { fact, key }: FactKey): Truth | null {
  const parts = facts[fact];
  const part = isKnown(parts) ? partOf<unknown>(parts, key) : parts;
  if (part === undefined) return 'open';
  return isLookupFailed(part) ? 'unknown' : null;
}
