import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import { type FactName, type Facts, SETTLED_AT } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import { addsUp, isRelaySetting, SETTING_NAMES, type SettingName } from '@/lib/policy/settings';
import { hasReached, STAGES, type Stage } from '@/lib/policy/stages';
import { someOfAllFacts, WHOLE_CATALOGUE, WHOLE_FACT_NAMES, wholeFacts, wholePolicies } from './language';
import { oracleFor } from './oracle';
import { partOf } from './random-policies';
import { encrypted, rule } from './rules';

// The whole language: every condition, action, operator, mode and span that the catalogue holds, at random but with a fixed seed.

const RUNS = { numRuns: 1000, seed: 20 };

const compiledOnce = new WeakMap<Policy, CompiledPolicy>();

function decide(policy: Policy, facts: Facts, stage: Stage): Decision {
  const compiled = compiledOnce.get(policy) ?? compilePolicy(policy, WHOLE_CATALOGUE);
  compiledOnce.set(policy, compiled);
  return evaluate(compiled, facts, stage);
}

/** `reject`, `accept`, ..., or `open`. What is greylisted is refused for now. */
function verdictOf(policy: Policy, facts: Facts, stage: Stage): string {
  const verdict = decide(policy, facts, stage).settings.verdict;
  return verdict?.state === 'decided' ? forNow(verdict.value.outcome) : 'open';
}

function forNow(outcome: string): string {
  return outcome === 'greylist' ? 'tempfail' : outcome;
}

function settledBy(stage: Stage): FactName[] {
  return WHOLE_FACT_NAMES.filter((name) => hasReached(stage, SETTLED_AT[name]));
}

const session = fc.constantFrom<Stage>('connect', 'ehlo', 'mail', 'rcpt', 'headers', 'data');

describe('a decision is what reading the list without an index gives', () => {
  const stages = fc.constantFrom<Stage>(...STAGES);
  // 10,000 policies, in parts that stay far below the time limit of a test.
  it.each([1, 2, 3, 4, 5])('part %i', { timeout: 60_000 }, (seed) => {
    fc.assert(
      fc.property(wholePolicies(7), wholeFacts, someOfAllFacts, stages, (policy, facts, known, stage) => {
        const now = partOf(facts, known);
        const decision = decide(policy, now, stage);
        const oracle = oracleFor(WHOLE_CATALOGUE, policy, now);
        const read = SETTING_NAMES.filter((name) => isRelaySetting(name) === (stage === 'relay') && !addsUp(name));
        expect(read.map((name) => `${name}: ${outcomeOf(decision, name)}`)).toEqual(
          read.map((name) => `${name}: ${expected(oracle, name, stage)}`),
        );
        expect(decision.trace.map(({ outcome }) => outcome)).toEqual(decision.trace.map(({ order }) => oracle.truths[order - 1]));
      }),
      { numRuns: 2000, seed },
    );
  });
});

/** `reject by 3`, `accept by default`, `open`. */
function outcomeOf({ settings }: Decision, name: SettingName): string {
  const outcome = settings[name];
  if (outcome === undefined) return 'default by default';
  if (outcome.state === 'open') return 'open';
  if (outcome.state === 'undetermined') return `undetermined by look-up of ${outcome.by.order}`;
  const { value, by } = outcome;
  const gives = typeof value === 'object' && 'outcome' in value ? forNow(value.outcome) : JSON.stringify(value);
  return `${gives} by ${by.kind === 'default' ? 'default' : by.kind === 'rule' ? by.order : `look-up of ${by.order}`}`;
}

function expected({ waysOut, decider, holder }: ReturnType<typeof oracleFor>, name: SettingName, stage: Stage): string {
  const [only, ...others] = waysOut(name);
  if (others.length === 0) return `${only} by ${decider(name)}`;
  // After DATA nothing can come any more.
  return name === 'verdict' && stage === 'data' ? `tempfail by look-up of ${holder(name)}` : 'open';
}

describe('a verdict', () => {
  it('once given is of the kind that full knowledge gives', () => {
    fc.assert(
      fc.property(wholePolicies(6), wholeFacts, someOfAllFacts, session, (policy, facts, known, stage) => {
        if (stage === 'data') return;
        const early = verdictOf(policy, partOf(facts, known), stage);
        if (early !== 'open') expect(early).toBe(verdictOf(policy, facts, 'data'));
      }),
      RUNS,
    );
  });

  it('never depends on how finely the stages are cut', () => {
    const firstGiven = (policy: Policy, facts: Facts, stages: readonly Stage[]) =>
      stages.map((stage) => verdictOf(policy, partOf(facts, settledBy(stage)), stage)).find((verdict) => verdict !== 'open');
    fc.assert(
      fc.property(
        wholePolicies(6),
        wholeFacts,
        fc.subarray<Stage>(['connect', 'ehlo', 'mail', 'rcpt', 'headers']),
        (policy, facts, cuts) => {
          expect(firstGiven(policy, facts, [...cuts, 'data'])).toBe(firstGiven(policy, facts, ['data']));
        },
      ),
      RUNS,
    );
  });

  it('is never overridden by a rule below the one that gave it', () => {
    fc.assert(
      fc.property(wholePolicies(5), wholePolicies(3), wholeFacts, session, (policy, below, facts, stage) => {
        const now = partOf(facts, settledBy(stage));
        const verdict = decide(policy, now, stage).settings.verdict;
        if (verdict?.state !== 'decided' || verdict.by.kind !== 'rule') return;
        const more = { ...policy, rules: [...policy.rules, ...below.rules.map((rule) => ({ ...rule, id: `below-${rule.id}` }))] };
        expect(decide(more, now, stage).settings.verdict).toEqual(verdict);
      }),
      RUNS,
    );
  });

  it('for lack of TLS is given before DATA, unless a rule above can still turn it into something else', () => {
    fc.assert(
      fc.property(wholePolicies(5), wholeFacts, (policy, facts) => {
        const now = { ...partOf(facts, settledBy('rcpt')), 'connection.encrypted': false };
        const above = [...oracleFor(WHOLE_CATALOGUE, policy, now).waysOut('verdict', 'reject')];
        const withRefusal = { ...policy, rules: [...policy.rules, refusesPlaintext] };
        if (above.every((outcome) => outcome === 'reject')) expect(verdictOf(withRefusal, now, 'rcpt')).toBe('reject');
      }),
      RUNS,
    );
  });
});

const refusesPlaintext = rule({ name: 'tls', conditions: [encrypted(false)] });
