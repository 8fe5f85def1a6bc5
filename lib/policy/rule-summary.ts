import { CATALOGUE, type Catalogue } from './catalogue';
import type { ConditionNode, Rule } from './rule';
import { isRelaySetting, SETTING_NAMES, type SettingValues } from './settings';

/** What a rule does first of all: its verdict, else whether it only routes or sets something for the session. */
export const EFFECT_KINDS = ['accept', 'reject', 'tempfail', 'greylist', 'discard', 'hold', 'route', 'set'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** @param rule valid (parse-rule.ts) */
export function effectKind(rule: Pick<Rule, 'actions'>, catalogue: Catalogue = CATALOGUE): EffectKind {
  let effects: SettingValues = {};
  for (const { action, parameters } of rule.actions) effects = { ...effects, ...catalogue.actions.get(action)?.effect(parameters) };
  if (effects.verdict !== undefined) return effects.verdict.outcome;
  return SETTING_NAMES.every((name) => effects[name] === undefined || isRelaySetting(name)) ? 'route' : 'set';
}

/** The categories of the picker that a rule's parts come from, each once: `conditions.delivery`, `actions.relay`. */
export function categoriesOf(rule: Pick<Rule, 'conditions' | 'actions'>, catalogue: Catalogue = CATALOGUE): string[] {
  const conditions = singles(rule.conditions).flatMap((id) => catalogue.conditions.get(id)?.category ?? []);
  const actions = rule.actions.flatMap(({ action }) => catalogue.actions.get(action)?.category ?? []);
  return [...new Set([...conditions.map((name) => `conditions.${name}`), ...actions.map((name) => `actions.${name}`)])];
}

function singles(nodes: readonly ConditionNode[]): string[] {
  return nodes.flatMap((node) => (node.kind === 'group' ? singles(node.conditions) : [node.condition]));
}

/** The domains, addresses, networks and hosts that a rule lists, of which its sentence may leave out some. */
export function listedValues(rule: Pick<Rule, 'conditions' | 'actions'>): string[] {
  const parts = [...rule.conditions.flatMap((node) => (node.kind === 'group' ? node.conditions : [node])), ...rule.actions];
  return parts.flatMap(({ parameters }) => Object.values(parameters).flatMap((value) => (Array.isArray(value) ? textsIn(value) : [])));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
