import { rules as ruleMessages } from '@/lib/i18n/messages/rules';
import { ACTIONS, CONDITIONS } from '@/lib/policy/catalogue';
import type { Field } from '@/lib/policy/fields';
import { after, type Block, fail } from './blocks';

/**
 * A rule in the words of the editor, as it comes from outside:
 * `when Delivery -> Domain: Is mydomain.tld; lists partners`, `when not Connection -> Is SSL: checked`, `when any of` with further lines below it,
 * `any ...` in place of `when ...` throughout for a rule that matches ANY of its conditions, `then Relay -> Host: These hosts mail.a.tld:465`,
 * `stop`, `monitor`, `disabled`, `from 2026-11-24T06:00:00Z`, `until 2026-11-24T07:00:00Z`.
 */
export function readRule(name: string, lines: readonly Block[]) {
  const stranger = lines.find(({ text }) => !KEYWORDS.test(text));
  if (stranger !== undefined) fail(stranger, 'a rule has no such line');
  const match = lines.some((line) => after('any', line) !== null) ? 'any' : 'all';
  const behind = (keyword: string) => lines.flatMap((line) => after(keyword, line) ?? []);
  return {
    name,
    mode: behind('monitor').length > 0 ? 'monitor' : behind('disabled').length > 0 ? 'disabled' : 'enforce',
    match,
    conditions: lines.flatMap((line) => {
      const condition = after(match === 'all' ? 'when' : 'any', line);
      return condition === null ? [] : [readNode(condition, line)];
    }),
    actions: lines.flatMap((line) => {
      const action = after('then', line);
      if (action === null) return [];
      const { id, parameters } = readEntry(action, line, ACTION_NAMES);
      return [{ action: id, parameters }];
    }),
    stop: behind('stop').length > 0,
    activeFrom: behind('from')[0] ?? null,
    activeUntil: behind('until')[0] ?? null,
  };
}

const KEYWORDS = /^((when|any|then|from|until) |(means|cannot be saved): |(stop|monitor|disabled)$)/;

function readNode(text: string, line: Block) {
  const match = /^(any|all) of$/.exec(text)?.[1];
  if (match === undefined) return readCondition(text, line);
  return { kind: 'group', match, conditions: line.below.map((one) => readCondition(one.text, one)) };
}

function readCondition(text: string, line: Block) {
  const negated = text.startsWith('not ');
  const { id, parameters } = readEntry(negated ? text.slice(4) : text, line, CONDITION_NAMES);
  return { kind: 'condition', condition: id, negated, parameters };
}

type Entry = (typeof CONDITIONS)[number] | (typeof ACTIONS)[number];

const { conditionCategories, actionCategories } = ruleMessages.en;
const CONDITION_NAMES = new Map<string, Entry>(
  CONDITIONS.map((entry) => [`${conditionCategories[entry.category]} -> ${entry.text.en.label}`, entry]),
);
const ACTION_NAMES = new Map<string, Entry>(
  ACTIONS.map((entry) => [`${actionCategories[entry.category]} -> ${entry.text.en.label}`, entry]),
);

function readEntry(text: string, line: Block, names: ReadonlyMap<string, Entry>) {
  const [, name = text, values = ''] = /^(.*?): (.*)$/.exec(text) ?? [];
  const entry = names.get(name);
  if (entry === undefined) fail(line, `the catalogue has no "${name}", but ${[...names.keys()].join(', ')}`);
  const parameters: Record<string, unknown> = {};
  let rest = values;
  for (const field of entry.fields) {
    const { shownWhen } = field;
    if (rest === '' || (shownWhen !== undefined && !shownWhen.isOneOf.some((value) => value === parameters[shownWhen.name]))) continue;
    rest = withoutLabel(rest, field);
    const read = readValue(rest, field);
    if (read === null) {
      if (field.optional !== true) fail(line, `"${rest}" is no value for "${field.label.en}"`);
      continue;
    }
    parameters[field.name] = read.value;
    rest = rest.slice(read.length).replace(/^[;\s]+/, '');
  }
  if (rest !== '') fail(line, `nobody reads "${rest}"`);
  return { id: entry.id, parameters };
}

/** The label of a field may stand before its value: "from 08:00 until 18:00". */
function withoutLabel(text: string, { label }: Field): string {
  return text.toLowerCase().startsWith(`${label.en.toLowerCase()} `) ? text.slice(label.en.length + 1) : text;
}

interface Read {
  readonly value: unknown;
  /** Characters that it takes. */
  readonly length: number;
}

function readValue(text: string, field: Field): Read | null {
  switch (field.widget) {
    case 'checkbox':
      return matched(text, /^(checked|unchecked)\b/, (word) => word === 'checked');
    case 'choice': {
      const fitting = field.options.filter(({ label }) => `${text} `.startsWith(`${label.en} `));
      const chosen = fitting.sort((one, other) => one.label.en.length - other.label.en.length).at(-1);
      return chosen === undefined ? null : { value: chosen.value, length: chosen.label.en.length };
    }
    case 'choices': {
      const options = field.options.map(({ label }) => label.en).join('|');
      return matched(text, new RegExp(`^((?:(?:${options})(?:, )?)+)`), (all) =>
        all.split(', ').map((one) => field.options.find(({ label }) => label.en === one.trim())?.value),
      );
    }
    case 'number':
    case 'reply-code':
      return matched(text, /^(\d+)\b/, Number);
    case 'enhanced-code':
      return matched(text, /^(\d\.\d+\.\d+)/, (code) => code);
    case 'duration':
      return matched(text, /^(\d+ (?:s|min|h|d))\b/, seconds);
    case 'size':
      return matched(text, /^(\d+ (?:B|KiB|MiB))/, octets);
    case 'time':
    case 'time-zone':
      return matched(text, /^(\S+)/, (word) => word);
    case 'domains':
    case 'texts':
    case 'words':
    case 'networks':
      return readValues(text);
    case 'named-lists':
      return matched(text, /^(?:lists )?(.+)$/, (names) => names.split(', '));
    case 'hosts':
      return { value: text.split(', ').map(readHost), length: text.length };
    default:
      return matched(text, /^("[^"]*"|\S+)/, (one) => one.replace(/^"|"$/g, ''));
  }
}

/** `a.tld, b.tld; lists partners`, or `lists partners` alone. */
function readValues(text: string): Read {
  const [own = ''] = text.split(/(?:; )?\blists /);
  return { value: own === '' ? [] : own.split(', '), length: own.length };
}

function matched(text: string, pattern: RegExp, convert: (found: string) => unknown): Read | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : { value: convert(found), length: pattern.exec(text)?.[0].length ?? 0 };
}

/** `10 MiB`. */
export function octets(text: string): number {
  const [number = '', unit = ''] = text.split(' ');
  return Number(number) * ({ KiB: 1024, MiB: 1_048_576 }[unit] ?? 1);
}

/** `5 min`. */
function seconds(text: string): number {
  const [number = '', unit = ''] = text.split(' ');
  return Number(number) * ({ min: 60, h: 3600, d: 86_400 }[unit] ?? 1);
}

function readHost(text: string) {
  const [, host = text, port] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  return { host, port: port === undefined ? null : Number(port) };
}
