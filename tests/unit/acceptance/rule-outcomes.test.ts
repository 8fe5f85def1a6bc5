import { expect, test } from 'vitest';
import { ruleOutcomes } from '@/lib/acceptance/rule-outcomes';
import type { Decision, RuleTrace } from '@/lib/policy/decision';

// What counts for a rule, of the decisions about one message.

type Looked = Partial<Pick<RuleTrace, 'outcome' | 'inSpan' | 'effects' | 'mode'>>;

const REFUSES = { verdict: { outcome: 'reject', reply: { code: null, enhanced: null, text: null } } } as const;

function decision(rules: Readonly<Record<string, Looked>>): Decision {
  const trace = Object.entries(rules).map(
    ([ruleId, looked], i): RuleTrace => ({
      ...{ ruleId, name: ruleId, order: i + 1, mode: 'enforce', outcome: 'true', inSpan: 'true', conditions: [], effects: {} },
      ...looked,
    }),
  );
  return { revision: 1, stage: 'data', settings: {}, trace };
}

test.each<[string, readonly Decision[], string[]]>([
  ['true, and its refusal stood', [decision({ a: { effects: REFUSES } })], ['a matched decided']],
  ['true, but another rule had the say', [decision({ a: {} })], ['a matched']],
  ['false: judged, no match', [decision({ a: { outcome: 'false' } })], ['a']],
  ['not yet known, or its look-up failed: not judged', [decision({ a: { outcome: 'open' }, b: { outcome: 'unknown' } })], []],
  ['its time is over: not judged', [decision({ a: { outcome: 'false', inSpan: 'false' } })], []],
  [
    'true for one recipient of three: once',
    [decision({ a: { outcome: 'false' } }), decision({ a: { effects: REFUSES } }), decision({ a: {} })],
    ['a matched decided'],
  ],
  ['each rule for itself', [decision({ a: { effects: REFUSES }, b: { outcome: 'false' } })], ['a matched decided', 'b']],
])('%s', (_case, decisions, expected) => {
  const said = ruleOutcomes(decisions).map(({ ruleId, matched, decided }) =>
    [ruleId, ...(matched ? ['matched'] : []), ...(decided ? ['decided'] : [])].join(' '),
  );
  expect(said).toEqual(expected);
});
