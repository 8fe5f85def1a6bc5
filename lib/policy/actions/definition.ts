import type { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { Entry } from '../conditions/definition';
import type { Field } from '../fields';
import type { SettingName, SettingTypes } from '../settings';

export const ACTION_CATEGORIES = ['smtp', 'delivery', 'limits', 'esmtp', 'relay', 'headers', 'recipient', 'notify'] as const;
export type ActionCategory = (typeof ACTION_CATEGORIES)[number];

/** One action of the catalogue, likewise one object in one file. It sets one setting. */
export interface ActionDefinition<Id extends string, Setting extends SettingName, Parameters> {
  readonly id: Id;
  readonly category: ActionCategory;
  readonly sets: Setting;
  readonly parameters: z.ZodType<Parameters>;
  readonly initial: unknown;
  readonly fields: readonly Field[];
  readonly text: Localised<Entry<Parameters>>;
  readonly value: (parameters: Parameters) => SettingTypes[Setting];
  readonly examples: readonly { readonly parameters: Parameters; readonly value: SettingTypes[Setting] }[];
}

/** Lets the compiler infer the parameters of a definition. */
export function defineAction<const Id extends string, Setting extends SettingName, Parameters>(
  definition: ActionDefinition<Id, Setting, Parameters>,
): ActionDefinition<Id, Setting, Parameters> {
  return definition;
}
