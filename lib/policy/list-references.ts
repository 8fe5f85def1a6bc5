import { z } from 'zod';
import type { Locale } from '@/lib/i18n/locales';
import type { Catalogue } from './catalogue';
import type { ParameterRecord } from './conditions/definition';
import type { Field } from './fields';
import { itemNameSchema } from './item-name';
import type { ListKind, NamedList } from './named-list';
import type { ConditionNode, Rule, SingleCondition } from './rule';

/** The names of the lists that a condition refers to, beside the values that it names itself. */
export const listNamesSchema = z
  .array(itemNameSchema)
  .max(20, 'list.too-long')
  .transform((names) => [...new Set(names)])
  .optional();

/** Entries that a condition may hold once those of its lists are in their place. */
export const MOST_WITH_LISTS = 300_000;

/** Whether a condition refers to lists: then its own values are not all. */
export function hasLists(parameters: object): boolean {
  return 'lists' in parameters && Array.isArray(parameters.lists) && parameters.lists.length > 0;
}

/** Asks for named lists whose entries are added to those of the parameter `into`. */
export function namedListsField(of: ListKind, into: string, operators: readonly string[]): Field {
  return {
    name: 'lists',
    widget: 'named-lists',
    of,
    into,
    label: { en: 'Named lists', de: 'Benannte Listen' },
    shownWhen: { name: 'operator', isOneOf: operators },
    optional: true,
  };
}

const LIST = { en: (name: string) => `the list “${name}”`, de: (name: string) => `Liste „${name}“` };

/** Lists and values as they stand in a sentence: "the list “Partners”", "a.tld". */
export function withListNames(values: readonly string[], lists: readonly string[] | undefined, locale: Locale): readonly string[] {
  return [...(lists ?? []).map(LIST[locale]), ...values];
}

/** A condition names a list that is not there, or one of another kind. */
export interface MissingList {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** The references of a rule to lists that are not among `lists`. */
export function missingLists(rule: Pick<Rule, 'conditions'>, lists: readonly NamedList[], catalogue: Catalogue): MissingList[] {
  const find = finderOf(lists);
  return placedConditions(rule).flatMap(({ node, path }) =>
    referencesOf(node, catalogue)
      .filter(({ of, name }) => find(of, name) === undefined)
      .map(({ name }) => ({ path: [...path, 'parameters', 'lists'], name })),
  );
}

/** Whether a rule refers to the list. */
export function refersTo(rule: Pick<Rule, 'conditions'>, list: Pick<NamedList, 'name' | 'kind'>, catalogue: Catalogue): boolean {
  return placedConditions(rule).some(({ node }) =>
    referencesOf(node, catalogue).some(({ of, name }) => of === list.kind && sameName(name, list.name)),
  );
}

/**
 * Puts the entries of the lists in the place of their names, as rules are compiled.
 * @returns throws Error if a list is not there; a saved policy has all
 */
export function listResolver(
  lists: readonly NamedList[],
  catalogue: Catalogue,
): <Referring extends Pick<Rule, 'conditions'>>(rule: Referring) => Referring {
  const find = finderOf(lists);
  const resolve = (node: SingleCondition): SingleCondition => {
    const references = referencesOf(node, catalogue);
    if (references.length === 0) return node;
    const { lists: _, ...parameters } = node.parameters;
    return { ...node, parameters: references.reduce((resolved, reference) => withEntries(resolved, reference, find), parameters) };
  };
  const resolveNode = (node: ConditionNode): ConditionNode =>
    node.kind === 'group' ? { ...node, conditions: node.conditions.map(resolve) } : resolve(node);
  const namesOne = ({ parameters }: SingleCondition): boolean => hasLists(parameters);
  const refers = ({ conditions }: Pick<Rule, 'conditions'>): boolean =>
    conditions.some((node) => (node.kind === 'group' ? node.conditions.some(namesOne) : namesOne(node)));
  return (rule) => (refers(rule) ? { ...rule, conditions: rule.conditions.map(resolveNode) } : rule);
}

interface Reference {
  readonly of: ListKind;
  readonly into: string;
  readonly name: string;
}

type Find = (kind: ListKind, name: string) => NamedList | undefined;

function withEntries(parameters: ParameterRecord, { of, into, name }: Reference, find: Find): ParameterRecord {
  const list = find(of, name);
  if (list === undefined) throw new Error(`there is no list of ${of} with the name "${name}"`);
  const own = parameters[into];
  return { ...parameters, [into]: [...new Set([...(Array.isArray(own) ? own : []), ...list.entries])] };
}

function referencesOf({ condition, parameters }: SingleCondition, catalogue: Catalogue): Reference[] {
  const { lists } = parameters;
  if (!Array.isArray(lists)) return [];
  const field = catalogue.conditions.get(condition)?.fields.find(({ widget }) => widget === 'named-lists');
  if (field?.widget !== 'named-lists') return [];
  const { of, into } = field;
  return lists.flatMap((name): Reference[] => (typeof name === 'string' ? [{ of, into, name }] : []));
}

function finderOf(lists: readonly NamedList[]): Find {
  const byName = new Map(lists.map((list) => [list.name.toLowerCase(), list]));
  return (kind, name) => {
    const list = byName.get(name.toLowerCase());
    return list?.kind === kind ? list : undefined;
  };
}

/** Names of items differ by more than their case. */
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function placedConditions({ conditions }: Pick<Rule, 'conditions'>) {
  return conditions.flatMap((node, i): { readonly node: SingleCondition; readonly path: readonly (string | number)[] }[] =>
    node.kind === 'condition'
      ? [{ node, path: ['conditions', i] }]
      : node.conditions.map((one, j) => ({ node: one, path: ['conditions', i, 'conditions', j] })),
  );
}
