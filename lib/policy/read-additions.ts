import { type CompiledRule, judgeRule } from './compile-rule';
import type { Facts } from './facts';
import type { Reading } from './read-setting';
import { inOrder, type RuleIndex } from './rule-index';
import type { SettingName } from './settings';

/**
 * Reads the list from the top for a setting that adds up: every rule that is true adds what it says, down to one that stops the processing.
 * A rule that is not settled adds nothing and stops nothing. Where a look-up failed,
 * nobody can say what becomes of the message; that a notification is missing changes nothing about it.
 */
export function readAdditions(index: RuleIndex, name: SettingName, facts: Facts): Reading {
  const looked: { rule: CompiledRule; truth: ReturnType<typeof judgeRule> }[] = [];
  const adding: CompiledRule[] = [];
  let failed: CompiledRule | null = null;
  for (const rule of inOrder(index.candidates(facts).lists)) {
    const truth = judgeRule(rule, facts);
    if (truth !== 'false') looked.push({ rule, truth });
    if (rule.mode === 'monitor') continue;
    if (truth === 'unknown') failed ??= rule;
    if (truth !== 'true') continue;
    adding.push(rule);
    if (rule.stop) break;
  }
  if (failed !== null && name !== 'notifications') return { looked, end: { kind: 'lookup-failed', rule: failed } };
  return { looked, end: adding.length === 0 ? { kind: 'default' } : { kind: 'rules', rules: adding } };
}
