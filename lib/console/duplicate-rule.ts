import type { Saved } from '@/lib/api/contracts/rules';
import { type Caller, demand } from './caller';
import { createRule } from './create-rule';
import { Refusal } from './refusal';
import { rulesInForce } from './rules-in-force';

const LONGEST_NAME = 64;

/** Copies a rule to the place below it, disabled: nothing that mail obeys changes until the administrator switches the copy on. @throws Refusal */
export async function duplicateRule(caller: Caller, id: string): Promise<Saved> {
  demand(caller, 'policy.write');
  const rules = await rulesInForce(caller.db);
  const place = rules.findIndex((each) => each.id === id);
  const original = rules[place];
  if (original === undefined) throw new Refusal({ kind: 'not-found' });
  const name = copyName(original.rule.name, new Set(rules.map(({ rule }) => rule.name.toLowerCase())));
  return createRule(caller, { ...original.rule, name, mode: 'disabled' }, rules[place + 1]?.id ?? null);
}

/** "x (copy)", or the first of "x (copy 2)", "x (copy 3)", ... that is free; the name is shortened where it would grow too long. */
function copyName(name: string, taken: ReadonlySet<string>): string {
  let copy = withSuffix(name, ' (copy)');
  for (let number = 2; taken.has(copy.toLowerCase()); number += 1) copy = withSuffix(name, ` (copy ${number})`);
  return copy;
}

function withSuffix(name: string, suffix: string): string {
  const kept = name.slice(0, LONGEST_NAME - suffix.length);
  // Never half a character.
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}${suffix}`;
}
