import type { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import type { Condition, Entry, EntryTexts, ParameterRecord } from '../conditions/definition';
import type { Field } from '../fields';
import type { SettingName, SettingTypes, SettingValues } from '../settings';

export const ACTION_CATEGORIES = ['smtp', 'delivery', 'limits', 'esmtp', 'relay', 'headers', 'recipient', 'notify'] as const;
type ActionCategory = (typeof ACTION_CATEGORIES)[number];

/** A condition with its parameters, as an action brings it into its rule. */
export interface ImpliedCondition {
  readonly entry: Condition;
  readonly parameters: ParameterRecord;
}

/** One action as it is written in its file, likewise one object. It sets one setting. */
export interface ActionDefinition<Id extends string, Name extends SettingName, Parameters extends ParameterRecord> {
  readonly id: Id;
  readonly category: ActionCategory;
  readonly sets: Name;
  readonly parameters: z.ZodType<Parameters>;
  /** The parameters that the editor starts with when the action is added. */
  readonly initial: ParameterRecord;
  readonly fields: readonly Field[];
  readonly text: Localised<Entry<Parameters>>;
  readonly value: (parameters: Parameters) => SettingTypes[Name];
  /** A rule with this action is true only while this is true as well. */
  readonly implies?: (parameters: Parameters) => ImpliedCondition;
  readonly examples: readonly { readonly parameters: NoInfer<Parameters>; readonly value: SettingTypes[Name] }[];
}

/** An action of the catalogue, as the rest of the program sees it. */
export interface Action {
  readonly id: string;
  readonly category: ActionCategory;
  readonly sets: SettingName;
  readonly parameters: z.ZodType<ParameterRecord>;
  readonly initial: ParameterRecord;
  readonly fields: readonly Field[];
  readonly text: Localised<EntryTexts>;
  readonly examples: readonly { readonly parameters: ParameterRecord; readonly value: unknown }[];
  /** The one setting that it sets, with its value; null if the parameters are not valid. */
  readonly effect: (parameters: unknown) => SettingValues | null;
  /** What its rule is true by beside its own conditions; null if nothing, or if the parameters are not valid. */
  readonly implies: (parameters: unknown) => ImpliedCondition | null;
  /** The clause; null if the parameters are not valid. */
  readonly sentence: (parameters: unknown, locale: Locale) => string | null;
}

export function defineAction<const Id extends string, Name extends SettingName, Parameters extends ParameterRecord>(
  definition: ActionDefinition<Id, Name, Parameters>,
): Action {
  const effect = (raw: unknown): SettingValues | null => {
    const parsed = definition.parameters.safeParse(raw);
    if (!parsed.success) return null;
    const values: { [Setting in SettingName]?: SettingTypes[Setting] } = {};
    values[definition.sets] = definition.value(parsed.data);
    return values;
  };
  const sentence = (raw: unknown, locale: Locale): string | null => {
    const parsed = definition.parameters.safeParse(raw);
    return parsed.success ? definition.text[locale].sentence(parsed.data) : null;
  };
  const implies = (raw: unknown): ImpliedCondition | null => {
    // Most bring none, and a policy may have 100,000 rules.
    if (definition.implies === undefined) return null;
    const parsed = definition.parameters.safeParse(raw);
    return parsed.success ? definition.implies(parsed.data) : null;
  };
  return { ...definition, effect, implies, sentence };
}
