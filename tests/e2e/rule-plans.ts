import { z } from 'zod';
import { ACTIONS, CONDITIONS } from '@/lib/policy/catalogue';
import type { ParameterRecord } from '@/lib/policy/conditions/definition';
import type { Field } from '@/lib/policy/fields';
import { type RuleDraft, ruleDraftSchema } from '@/lib/policy/parse-rule';

/** What a condition and an action of the catalogue have in common. */
interface Entry {
  readonly id: string;
  readonly category: string;
  readonly fields: readonly Field[];
  readonly text: { readonly en: { readonly label: string; readonly rowLabel?: string } };
  readonly examples: readonly { readonly parameters: ParameterRecord }[];
}

/** An entry with the parameters that it is to get. */
export interface PlannedPart {
  readonly entry: Entry;
  readonly parameters: ParameterRecord;
}

export interface PlannedRule {
  readonly name: string;
  readonly conditions: readonly PlannedPart[];
  readonly actions: readonly PlannedPart[];
  readonly draft: RuleDraft;
}

const typedSchema = z.object({ kind: z.literal('typed') });

/** Next hops are asked for last: by then every fact is settled, so that any condition may stand before. */
const LAST: readonly PlannedPart[] = partsOf(ACTIONS, 'relay.host', { to: 'mx' });

/** For each category rules that have all its entries, filled with the examples of the catalogue: one rule where it makes sense, else more. */
export function plannedRules(): PlannedRule[] {
  return [
    ...rulesOf('Conditions', CONDITIONS, (name, conditions) => planned(name, conditions, LAST)),
    ...rulesOf('Actions', ACTIONS, (name, actions) => planned(name, [], actions)),
  ];
}

type Plan = (name: string, parts: readonly PlannedPart[]) => PlannedRule | null;

function rulesOf(what: string, entries: readonly Entry[], plan: Plan): PlannedRule[] {
  const categories = [...new Set(entries.map(({ category }) => category))];
  return categories.flatMap((category) => {
    const ofCategory = entries.filter((entry) => entry.category === category);
    return packed(ofCategory, (parts) => plan('any', parts) !== null).flatMap(
      (parts, i) => plan(i === 0 ? `${what} ${category}` : `${what} ${category} ${i + 1}`, parts) ?? [],
    );
  });
}

/** Each entry with the longest of its examples that makes sense in a rule beside those before it. */
function packed(entries: readonly Entry[], makesSense: (parts: readonly PlannedPart[]) => boolean): PlannedPart[][] {
  const rules: PlannedPart[][] = [];
  for (const entry of entries) {
    const candidates = entry.examples
      .map(({ parameters }): PlannedPart => ({ entry, parameters }))
      .filter(canBeTyped)
      .sort((a, b) => JSON.stringify(b.parameters).length - JSON.stringify(a.parameters).length);
    const places = [...rules, []].flatMap((rule) => candidates.map((part) => ({ rule, part })));
    const place = places.find(({ rule, part }) => makesSense([...rule, part]));
    if (place === undefined) throw new Error(`no example of ${entry.id} makes a rule`);
    if (!rules.includes(place.rule)) rules.push(place.rule);
    place.rule.push(place.part);
  }
  return rules;
}

/** Null where it makes no sense. */
function planned(name: string, conditions: readonly PlannedPart[], actions: readonly PlannedPart[]): PlannedRule | null {
  const parsed = ruleDraftSchema.safeParse({
    name,
    mode: 'disabled',
    // ANY: what contradicts each other may stand side by side.
    match: conditions.length === 0 ? 'all' : 'any',
    conditions: conditions.map(({ entry, parameters }) => ({ kind: 'condition', condition: entry.id, parameters })),
    actions: actions.map(({ entry, parameters }) => ({ action: entry.id, parameters })),
  });
  return parsed.success ? { name, conditions, actions, draft: parsed.data } : null;
}

function partsOf(entries: readonly Entry[], id: string, parameters: ParameterRecord): PlannedPart[] {
  return entries.filter((entry) => entry.id === id).map((entry) => ({ entry, parameters }));
}

/** A password that has been stored can only be kept. */
function canBeTyped({ entry, parameters }: PlannedPart): boolean {
  return entry.fields.every(({ widget, name }) => widget !== 'password' || typedSchema.safeParse(parameters[name]).success);
}
