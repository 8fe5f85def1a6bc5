import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveredRules } from '@/lib/policy/checks/coverage';
import { compilePolicy } from '@/lib/policy/compile';
import { compileRule } from '@/lib/policy/compile-rule';
import { evaluate } from '@/lib/policy/evaluate';
import { STAGES } from '@/lib/policy/stages';
import { allFacts, CATALOGUE, partOf, policies, someFactNames } from '../random-policies';

test('whatever is known of a message, a rule of which it is said that it can never decide decides nothing', () => {
  let claims = 0;
  fc.assert(
    fc.property(policies(12), allFacts, someFactNames, fc.constantFrom(...STAGES), (policy, facts, known, stage) => {
      const rules = policy.rules.flatMap((rule, i) =>
        rule.mode === 'disabled' ? [] : [compileRule({ ...rule, mode: rule.mode }, i + 1, CATALOGUE)],
      );
      const never = new Set(
        coveredRules(rules)
          .filter(({ entirely }) => entirely)
          .map(({ below }) => below.ruleId),
      );
      claims += never.size;
      const compiledPolicy = compilePolicy(policy, CATALOGUE);
      for (const seen of [facts, partOf(facts, known)]) {
        const { settings, trace } = evaluate(compiledPolicy, seen, stage);
        const deciding = trace.filter(({ effects }) => Object.keys(effects).length > 0).map(({ ruleId }) => ruleId);
        const named = Object.values(settings).flatMap((outcome) =>
          outcome.state === 'decided' && outcome.by.kind === 'rule' ? [outcome.by.ruleId] : [],
        );
        expect([...deciding, ...named].filter((id) => never.has(id))).toEqual([]);
      }
    }),
    { numRuns: 3000 },
  );
  expect(claims).toBeGreaterThan(1000);
});
