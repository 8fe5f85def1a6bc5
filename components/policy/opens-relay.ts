import { findAction } from '@/lib/policy/catalogue';
import type { Rule } from '@/lib/policy/rule';

/** Whether the rule lets anyone relay what it matches. */
export function opensRelay({ actions }: Pick<Rule, 'actions'>): boolean {
  return actions.some(({ action, parameters }) => findAction(action)?.effect(parameters)?.relaying === 'anyone');
}
