import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import { evaluate } from '@/lib/policy/evaluate';
import { type Facts, type FactTypes, isFactName, isLookupFailed, type LookupFailed, SETTLED_AT } from '@/lib/policy/facts';
import { isLookupFact, type Lookup } from '@/lib/policy/lookup-facts';
import { neededLookups } from '@/lib/policy/needed-lookups';
import type { ConditionNode, Rule, RuleAction, SingleCondition } from '@/lib/policy/rule';
import { hasReached } from '@/lib/policy/stages';
import { policyOf } from './rules';

const STAGES = ['connect', 'mail', 'rcpt', 'data'] as const;
type SessionStage = (typeof STAGES)[number];
const RUNS = { numRuns: 1000 };

/** Each stands in one condition of a policy at most, so that rules turn out independently of each other. */
const LOOKUPS: readonly Lookup[] = [
  { fact: 'connection.blockLists', zone: 'one.tld' },
  { fact: 'connection.remoteHostName', zone: null },
  { fact: 'checks.spf', zone: null },
  { fact: 'checks.dkim', zone: null },
  { fact: 'connection.blockLists', zone: 'two.tld' },
  { fact: 'connection.reverseDns', zone: null },
  { fact: 'checks.dmarc', zone: null },
  { fact: 'connection.blockLists', zone: 'three.tld' },
];

function conditionOn({ fact, zone }: Lookup): Pick<SingleCondition, 'condition' | 'parameters'> {
  switch (fact) {
    case 'connection.blockLists':
      return { condition: 'checks.block-list', parameters: { zone, listed: true } };
    case 'connection.remoteHostName':
      return { condition: 'connection.remote-host-name', parameters: { operator: 'is', texts: ['mx.a.tld'] } };
    case 'connection.reverseDns':
      return { condition: 'checks.reverse-dns', parameters: { results: ['pass'] } };
    default:
      return { condition: fact, parameters: { results: ['pass'] } };
  }
}

const other = fc.constantFrom<Pick<SingleCondition, 'condition' | 'parameters'>>(
  { condition: 'delivery.sender-domain', parameters: { operator: 'is', domains: ['a.tld'] } },
  { condition: 'connection.is-ssl', parameters: { encrypted: false } },
  { condition: 'recipient.domain', parameters: { operator: 'is', domains: ['b.tld'] } },
  { condition: 'message.size', parameters: { operator: 'greater-than', size: 10 } },
);
/** `look-up` is replaced by the next of LOOKUPS. */
const single = fc.record({
  on: fc.oneof(other, fc.constant('look-up' as const), fc.constant('look-up' as const)),
  negated: fc.constantFrom(false, false, true),
});
const match = fc.constantFrom('all' as const, 'all' as const, 'any' as const);
const shape = fc.record({
  match,
  parts: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: single },
      { weight: 1, arbitrary: fc.record({ match, parts: fc.array(single, { minLength: 1, maxLength: 3 }) }) },
    ),
    {
      maxLength: 3,
    },
  ),
  outcome: fc.constantFrom('accept', 'reject', 'reject', 'tempfail', 'greylist', 'discard', 'hold'),
});

const policies = fc.array(shape, { maxLength: 5 }).map((shapes): CompiledPolicy => {
  const left = [...LOOKUPS];
  const condition = ({ on, negated }: typeof single extends fc.Arbitrary<infer One> ? One : never): SingleCondition[] => {
    const next = on === 'look-up' ? left.shift() : undefined;
    if (on === 'look-up') return next === undefined ? [] : [{ kind: 'condition', negated, ...conditionOn(next) }];
    return [{ kind: 'condition', negated, ...on }];
  };
  // All rules that greylist wait for the same look-up, so there is one at most.
  const greylists = shapes.findIndex(({ outcome }) => outcome === 'greylist');
  const actionOf = (outcome: string, i: number): RuleAction => {
    if (i === greylists) return { action: 'smtp.greylist', parameters: { delay: 300 } };
    return { action: 'smtp.action', parameters: { outcome: forNow(outcome) } };
  };
  const rules = shapes.map(
    ({ match, parts, outcome }, i): Rule => ({
      id: `rule-${i}`,
      name: `r${i}`,
      mode: 'enforce',
      match,
      conditions: parts.flatMap((part): ConditionNode[] =>
        'parts' in part ? [{ kind: 'group', match: part.match, conditions: part.parts.flatMap(condition) }] : condition(part),
      ),
      actions: [actionOf(outcome, i)],
      stop: false,
      comment: '',
      activeFrom: null,
      activeUntil: null,
    }),
  );
  return compilePolicy(policyOf({ rules }));
});

const failed: fc.Arbitrary<LookupFailed> = fc.constant({ lookupFailed: 'timed out' });

/** @param failing of ten look-ups that many fail, about */
function everything(failing: number): fc.Arbitrary<Facts> {
  const oneOf = <Value>(...values: Value[]) =>
    fc.oneof({ weight: 10 - failing, arbitrary: fc.constantFrom(...values) }, { weight: failing, arbitrary: failed });
  return fc.record({
    'time.now': fc.constant('2026-11-24T12:00:00.000Z'),
    'connection.remoteIp': fc.constant('192.0.2.1'),
    'connection.encrypted': fc.boolean(),
    'connection.remoteHostName': oneOf<FactTypes['connection.remoteHostName']>('mx.a.tld', 'mx.b.tld', null),
    'connection.reverseDns': oneOf<FactTypes['connection.reverseDns']>('pass', 'fail'),
    'connection.blockLists': fc.record({ 'one.tld': oneOf(true, false), 'two.tld': oneOf(true, false), 'three.tld': oneOf(true, false) }),
    'envelope.sender': fc.constant('someone@a.tld'),
    'envelope.senderDomain': fc.constantFrom('a.tld', 'x.tld'),
    'recipient.address': fc.constant('someone@b.tld'),
    'recipient.firstSeen': oneOf('2026-11-24T12:00:00.000Z', '2026-11-24T11:00:00.000Z'),
    'recipient.domain': fc.constantFrom('b.tld', 'x.tld'),
    'message.size': fc.constantFrom(5, 15),
    'checks.spf': oneOf<FactTypes['checks.spf']>('pass', 'fail'),
    'checks.dkim': oneOf<FactTypes['checks.dkim']>('pass', 'fail'),
    'checks.dmarc': oneOf<FactTypes['checks.dmarc']>('pass', 'fail'),
  });
}

/** What comes by itself up to a stage; with `lookups` also all that can be looked up by then. */
function settledBy(facts: Facts, stage: SessionStage, lookups: boolean): Facts {
  const names = Object.entries(SETTLED_AT)
    .filter(([, at]) => hasReached(stage, at))
    .map(([name]) => name);
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name) && (lookups || !isLookedUp(name))));
}

function isLookedUp(name: string): boolean {
  return isFactName(name) && isLookupFact(name);
}

function learn(known: Facts, { fact, zone }: Lookup, from: Facts): Facts {
  if (fact !== 'connection.blockLists') return { ...known, [fact]: from[fact] };
  const [lists, all] = [known[fact] ?? {}, from[fact] ?? {}];
  if (isLookupFailed(lists) || isLookupFailed(all)) return known;
  return { ...known, [fact]: { ...lists, [zone]: all[zone] ?? false } };
}

/** What is greylisted is refused for now. */
function forNow(outcome: string): string {
  return outcome === 'greylist' ? 'tempfail' : outcome;
}

/** `accept`, `reject`, …; `open`. */
function answerAt(policy: CompiledPolicy, facts: Facts, stage: SessionStage): string {
  const verdict = evaluate(policy, facts, stage).settings.verdict;
  return verdict?.state === 'decided' ? forNow(verdict.value.outcome) : 'open';
}

/** The stage that refuses, or the last, and its answer. */
function course(policy: CompiledPolicy, at: (stage: SessionStage) => Facts): { stage: SessionStage; outcome: string } {
  for (const stage of STAGES) {
    const outcome = answerAt(policy, at(stage), stage);
    if (outcome === 'reject' || outcome === 'tempfail') return { stage, outcome };
  }
  return { stage: 'data', outcome: answerAt(policy, at('data'), 'data') };
}

/** As a session goes: at each stage what is needed is looked up first. */
function sessionCourse(policy: CompiledPolicy, facts: Facts): ReturnType<typeof course> {
  let learnt: Facts = {};
  return course(policy, (stage) => {
    const known = () => ({ ...settledBy(facts, stage, false), ...learnt });
    for (let next = neededLookups(policy, known(), stage); next.length > 0; next = neededLookups(policy, known(), stage)) {
      for (const lookup of next) learnt = learn(learnt, lookup, facts);
    }
    return known();
  });
}

it('Looking up no more than is needed gives the same answer at the same stage as looking up everything', () => {
  fc.assert(
    fc.property(policies, everything(0), (policy, facts) => {
      expect(sessionCourse(policy, facts)).toEqual(course(policy, (stage) => settledBy(facts, stage, true)));
    }),
    RUNS,
  );
});

it('Where look-ups fail, the answer is the one that full knowledge gives', () => {
  fc.assert(
    fc.property(policies, everything(5), (policy, facts) => {
      expect(sessionCourse(policy, facts).outcome).toBe(answerAt(policy, facts, 'data'));
    }),
    RUNS,
  );
});

it('Each look-up that is made can change the answer', () => {
  fc.assert(
    fc.property(policies, everything(0), fc.constantFrom(...STAGES), (policy, facts, stage) => {
      const known = settledBy(facts, stage, false);
      const needed = neededLookups(policy, known, stage);
      const outcomes = waysOut(needed).map((answers) => answerAt(policy, answers(known), stage));
      needed.forEach((lookup, i) => {
        const differs = outcomes.some((outcome, way) => outcome !== outcomes[way ^ (1 << i)]);
        expect(differs, `${lookup.fact} ${lookup.zone} of ${needed.length}`).toBe(true);
      });
    }),
    RUNS,
  );
});

/** All ways in which look-ups can turn out; the bit of each says how it did. */
function waysOut(lookups: readonly Lookup[]): ((known: Facts) => Facts)[] {
  return Array.from(
    { length: 2 ** lookups.length },
    (_, way) => (known) => lookups.reduce((facts, lookup, i) => learn(facts, lookup, (way >> i) % 2 === 1 ? GOOD : BAD), known),
  );
}

const GOOD: Facts = {
  'connection.remoteHostName': 'mx.a.tld',
  'connection.reverseDns': 'pass',
  'connection.blockLists': { 'one.tld': true, 'two.tld': true, 'three.tld': true },
  'checks.spf': 'pass',
  'checks.dkim': 'pass',
  'checks.dmarc': 'pass',
  'recipient.firstSeen': '2026-11-24T12:00:00.000Z',
};
const BAD: Facts = {
  'connection.remoteHostName': null,
  'connection.reverseDns': 'fail',
  'connection.blockLists': {},
  'checks.spf': 'fail',
  'checks.dkim': 'fail',
  'checks.dmarc': 'fail',
  'recipient.firstSeen': '2026-11-24T11:00:00.000Z',
};

it('knows every fact that has to be looked up', () => {
  const facts = Object.keys(SETTLED_AT).filter((name) => name.startsWith('checks.') || name === 'connection.blockLists');
  expect(facts.every((name) => LOOKUPS.some(({ fact }) => fact === name && isLookupFact(fact)))).toBe(true);
});
