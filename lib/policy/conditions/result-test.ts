import { z } from 'zod';
import type { Locale, Localised } from '@/lib/i18n/locales';
import type { Field } from '../fields';
import { listed } from '../words';

/** The results of a check, of which a condition names one or more; shared by all conditions on a check. Kept in their order. */
export function resultTest<const Result extends string>(results: readonly Result[], names: { readonly [One in Result]?: Localised } = {}) {
  const nameOf = (result: Result): Localised => names[result] ?? { en: result, de: result };
  const schema = z.object({
    results: z
      .array(z.enum(results, 'value.invalid'), 'list.empty')
      .min(1, 'list.empty')
      .transform((chosen) => results.filter((result) => chosen.includes(result))),
  });
  const fields = (label: Localised): readonly Field[] => [
    { name: 'results', widget: 'choices', label, options: results.map((value) => ({ value, label: nameOf(value) })) },
  ];
  /** "pass or none". */
  const inWords = (chosen: readonly Result[], locale: Locale) =>
    listed(
      chosen.map((result) => nameOf(result)[locale]),
      locale,
    );
  return { schema, fields, inWords };
}
