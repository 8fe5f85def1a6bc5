import type { Locale } from '@/lib/i18n/locales';
import { differenceWords } from '@/lib/i18n/messages/difference';
import { rules } from '@/lib/i18n/messages/rules';
import { actionClause, capitalised, nodeClause } from '../describe';
import { instantInWords } from '../instants';
import type { ConditionNode } from '../rule';
import { type Facet, type FacetLine, facet } from './facet';
import type { PlacedRule } from './policy-difference';

/** All that a rule says, aspect by aspect. `showPlace`: with its number in the list, which changes with every rule above it. */
export function ruleFacets({ rule, order }: PlacedRule, showPlace: boolean, locale: Locale): Facet[] {
  const words = differenceWords[locale];
  const { modes, editor } = rules[locale];
  const conditions = rule.conditions.map((node) => line(nodeClause(node, locale), node, entriesOf(node)));
  const everyMessage = { text: capitalised(words.everyMessage), key: '', entries: [] };
  return [
    facet(words.name, rule.name),
    facet(words.mode, modes[rule.mode]),
    ...(showPlace ? [facet(words.place, words.number(order))] : []),
    ...(rule.conditions.length > 1 ? [facet(words.match, words.matches[rule.match])] : []),
    { label: words.conditions, lines: conditions.length === 0 ? [everyMessage] : conditions },
    {
      label: words.actions,
      lines: rule.actions.map((action) => line(actionClause(action, rule, locale), action, listEntries(action.parameters))),
    },
    ...(rule.stop ? [facet(editor.stop, words.yes)] : []),
    ...(rule.activeFrom === null ? [] : [facet(editor.activeFrom, instantInWords(rule.activeFrom))]),
    ...(rule.activeUntil === null ? [] : [facet(editor.activeUntil, instantInWords(rule.activeUntil))]),
    ...(rule.comment === '' ? [] : [facet(editor.comment, rule.comment)]),
  ];
}

function line(clause: string, meant: object, entries: readonly string[]): FacetLine {
  return { text: capitalised(clause), key: `${clause} ${JSON.stringify(meant)}`, entries };
}

function entriesOf(node: ConditionNode): string[] {
  return node.kind === 'condition' ? listEntries(node.parameters) : node.conditions.flatMap(({ parameters }) => listEntries(parameters));
}

function listEntries(parameters: Readonly<Record<string, unknown>>): string[] {
  return Object.values(parameters).flatMap((value) => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []));
}
