import fc from 'fast-check';
import { ACTIONS, CATALOGUE, CONDITIONS } from '@/lib/policy/catalogue';
import { type FactName, type Facts, isFactName } from '@/lib/policy/facts';
import { waiting } from '@/lib/policy/greylist';
import type { Policy } from '@/lib/policy/policy';
import type { ConditionNode, Rule, RuleAction, SingleCondition } from '@/lib/policy/rule';
import { ruleProblems } from '@/lib/policy/rule-problems';
import { sharingParts } from '@/lib/policy/share-parts';
import { partOf } from './random-policies';
import { policyOf } from './rules';

// The whole language at random: whatever the catalogue holds, by the examples of its entries.

/** Binds each example once. */
export const WHOLE_CATALOGUE = sharingParts(CATALOGUE);

const single: fc.Arbitrary<SingleCondition> = fc
  .constantFrom(...CONDITIONS)
  .chain((entry) =>
    fc
      .record({ example: fc.constantFrom(...entry.examples), negated: fc.constantFrom(false, false, false, true) })
      .map(
        ({ example, negated }): SingleCondition => ({ kind: 'condition', condition: entry.id, parameters: example.parameters, negated }),
      ),
  );

const match = fc.constantFrom('all' as const, 'all' as const, 'any' as const);
const group = fc.record({ kind: fc.constant('group' as const), match, conditions: fc.array(single, { minLength: 1, maxLength: 3 }) });
const node: fc.Arbitrary<ConditionNode> = fc.oneof({ weight: 6, arbitrary: single }, { weight: 1, arbitrary: group });

const anyAction: fc.Arbitrary<RuleAction> = fc
  .constantFrom(...ACTIONS)
  .chain((entry) => fc.constantFrom(...entry.examples).map(({ parameters }) => ({ action: entry.id, parameters })));
const verdict: fc.Arbitrary<RuleAction> = fc
  .constantFrom('accept', 'reject', 'reject', 'tempfail', 'discard', 'hold')
  .map((outcome) => ({ action: 'smtp.action', parameters: { outcome } }));
const greylist: fc.Arbitrary<RuleAction> = fc
  .constantFrom(10, 300, 86_400)
  .map((delay) => ({ action: 'smtp.greylist', parameters: { delay } }));
const actions = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(greylist) },
  { weight: 3, arbitrary: fc.tuple(verdict) },
  { weight: 2, arbitrary: fc.array(anyAction, { minLength: 1, maxLength: 3 }) },
);

/** Those among which the conditions of the examples tell. */
const TIMES = timesOf([...CONDITIONS, waiting].flatMap(({ examples }) => examples));

const parts = fc.record({
  name: fc.constant('r'),
  mode: fc.constantFrom('enforce' as const, 'enforce' as const, 'enforce' as const, 'monitor' as const, 'disabled' as const),
  match,
  conditions: fc.array(node, { maxLength: 3 }),
  actions,
  stop: fc.constantFrom(false, false, false, true),
  comment: fc.constant(''),
  activeFrom: fc.constantFrom(null, null, null, null, ...TIMES),
  activeUntil: fc.constantFrom(null, null, null, null, ...TIMES),
});

/** Only rules that can be saved. */
const rule = parts.filter((one) => ruleProblems(one, WHOLE_CATALOGUE).length === 0);

export function wholePolicies(maxLength: number): fc.Arbitrary<Policy> {
  return fc
    .array(rule, { maxLength })
    .map((rules) => policyOf({ rules: rules.map((one, index): Rule => ({ ...one, id: `rule-${index}`, name: `r${index}` })) }));
}

/** Each fact that some condition reads, alone, with every value of the examples. */
const EXAMPLES = new Map<FactName, Facts[]>([['time.now', TIMES.map((time) => ({ 'time.now': time }))]]);
for (const { facts } of [...CONDITIONS, waiting].flatMap(({ examples }) => examples)) {
  for (const name of Object.keys(facts).filter(isFactName)) {
    const known = EXAMPLES.get(name) ?? [];
    const one = partOf(facts, [name]);
    if (!known.some((other) => JSON.stringify(other) === JSON.stringify(one))) EXAMPLES.set(name, [...known, one]);
  }
}

export const WHOLE_FACT_NAMES: readonly FactName[] = [...EXAMPLES.keys()];
export const someOfAllFacts = fc.subarray([...WHOLE_FACT_NAMES]);

/** Every fact, with a value of some example or with a look-up that failed; the time is never looked up. */
export const wholeFacts: fc.Arbitrary<Facts> = fc
  .tuple(
    ...[...EXAMPLES].map(([name, examples]) => {
      const known = fc.constantFrom(...examples);
      const failed = fc.constant<Facts>({ [name]: { lookupFailed: 'time-out' } });
      return name === 'time.now' ? known : fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: failed });
    }),
  )
  .map((facts): Facts => Object.assign({}, ...facts));

function timesOf(examples: readonly { readonly facts: Facts }[]): string[] {
  const seen = examples.map(({ facts }) => facts['time.now']).filter((time) => typeof time === 'string');
  return [...new Set(['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z', ...seen])];
}
