import type { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { FactName, FactTypes } from '../facts';
import type { Field } from '../fields';

export const CONDITION_CATEGORIES = ['connection', 'session', 'delivery', 'recipient', 'message', 'checks', 'time', 'queue'] as const;
export type ConditionCategory = (typeof CONDITION_CATEGORIES)[number];

export interface Entry<Parameters> {
  /** Name in the picker, as in "Connection -> Is SSL". */
  readonly label: string;
  /** Label of the row, as in "Sender domain", where it differs from the name in the picker. */
  readonly rowLabel?: string;
  readonly help: string;
  /** The condition or action as a clause: "the connection is not encrypted", "reject 550 5.7.10". */
  readonly sentence: (parameters: Parameters) => string;
}

export interface ConditionExample<Parameters, Needs extends FactName> {
  readonly parameters: Parameters;
  readonly facts: { readonly [Name in Needs]: FactTypes[Name] };
  readonly matches: boolean;
}

/**
 * One condition of the catalogue: everything about it in one object, in one file. Schema, picker, editor, evaluation, index use,
 * documentation and API schema derive from it. `id` is stored in policies and is never renamed.
 */
export interface ConditionDefinition<Id extends string, Needs extends FactName, Parameters> {
  readonly id: Id;
  readonly category: ConditionCategory;
  /** The only facts that the test can read, by type. */
  readonly needs: readonly Needs[];
  /** Parses what was typed or stored into its canonical form; issues carry a key of `lib/i18n/messages/errors.ts` as message. */
  readonly parameters: z.ZodType<Parameters>;
  /** The parameters that the editor starts with when the condition is added. */
  readonly initial: unknown;
  readonly fields: readonly Field[];
  readonly text: Localised<Entry<Parameters>>;
  /** Prepares the parameters once and returns the test. Pure and total: a fact has already been looked up. */
  readonly compile: (parameters: Parameters) => (facts: { readonly [Name in Needs]: FactTypes[Name] }) => boolean;
  /**
   * If the condition is true only when one text fact equals one of a few keys, these keys: the engine then finds the rule by hash.
   * Null where the parameters do not allow it.
   */
  readonly indexKeys?: (parameters: Parameters) => { readonly fact: Needs; readonly keys: readonly string[] } | null;
  readonly examples: readonly ConditionExample<Parameters, Needs>[];
}

/** Lets the compiler infer `Needs` and `Parameters` of a definition. */
export function defineCondition<const Id extends string, const Needs extends FactName, Parameters>(
  definition: ConditionDefinition<Id, Needs, Parameters>,
): ConditionDefinition<Id, Needs, Parameters> {
  return definition;
}
