import type { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import type { Entry, EntryTexts, ParameterRecord } from '../conditions/definition';
import type { Field } from '../fields';
import type { SettingName, SettingTypes, SettingValues } from '../settings';

export const ACTION_CATEGORIES = ['smtp', 'delivery', 'limits', 'esmtp', 'relay', 'headers', 'recipient', 'notify'] as const;
export type ActionCategory = (typeof ACTION_CATEGORIES)[number];

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
  /** Binds the action to its parameters; null if they are not valid. */
  readonly bind: (parameters: unknown) => BoundAction | null;
}

export interface BoundAction {
  readonly parameters: ParameterRecord;
  /** The one setting that it sets, with its value. */
  readonly effect: SettingValues;
  readonly sentence: (locale: Locale) => string;
}

export function defineAction<const Id extends string, Name extends SettingName, Parameters extends ParameterRecord>(
  definition: ActionDefinition<Id, Name, Parameters>,
): Action {
  const bind = (raw: unknown): BoundAction | null => {
    const parsed = definition.parameters.safeParse(raw);
    if (!parsed.success) return null;
    const effect: { [Setting in SettingName]?: SettingTypes[Setting] } = {};
    effect[definition.sets] = definition.value(parsed.data);
    return { parameters: parsed.data, effect, sentence: (locale) => definition.text[locale].sentence(parsed.data) };
  };
  return { ...definition, bind };
}
