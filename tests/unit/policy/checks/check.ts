import { CATALOGUE } from '@/lib/policy/catalogue';
import { checkRules } from '@/lib/policy/checks/check-rules';
import type { CheckedPolicy, CheckName } from '@/lib/policy/checks/definition';
import { type CompiledRule, compileRule } from '@/lib/policy/compile-rule';
import { rule, type ShortRule } from '../rules';

/** Rules as short as a test can write them, named by their place: rule 1, rule 2, … */
function compiled(rules: readonly ShortRule[]): CompiledRule[] {
  return rules.flatMap((short, i) => {
    const { mode, ...one } = rule({ name: `rule ${i + 1}`, ...short });
    return mode === 'disabled' ? [] : [compileRule({ ...one, mode }, i + 1, CATALOGUE)];
  });
}

/** What one of the checks says about these rules, in English. */
export function said(check: CheckName, rules: readonly ShortRule[], around: Partial<Omit<CheckedPolicy, 'rules'>> = {}): string[] {
  const policy: CheckedPolicy = {
    rules: compiled(rules),
    localDomains: [],
    relayNetworks: [],
    own: { hosts: new Set(), ports: new Set() },
    idle: new Set(),
    ...around,
  };
  return checkRules(policy)
    .filter((finding) => finding.check === check)
    .map(({ text }) => text.en);
}
