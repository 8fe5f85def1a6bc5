import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { evaluate } from '@/lib/policy/evaluate';
import type { FactName, Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import type { Rule } from '@/lib/policy/rule';
import { SETTING_NAMES, SETTING_NEEDED_AT, verdictKind } from '@/lib/policy/settings';
import type { Stage } from '@/lib/policy/stages';
import { oracleFor } from './oracle';
import { allFacts, CATALOGUE, CATALOGUE_WITHOUT_INDEX, FACT_NAMES, partOf, policies, someFactNames } from './random-policies';

const RUNS = { numRuns: 500 };

const compiledOnce = new WeakMap<Policy, CompiledPolicy>();

function decide(policy: Policy, facts: Facts, stage: Stage): Decision {
  const compiled = compiledOnce.get(policy) ?? compilePolicy(policy, CATALOGUE);
  compiledOnce.set(policy, compiled);
  return evaluate(compiled, facts, stage);
}

/** `accept`, `reject`, ..., or `open`. */
function verdictOf(policy: Policy, facts: Facts, stage: Stage = 'mail'): string {
  const verdict = decide(policy, facts, stage).settings.verdict;
  return verdict?.state === 'decided' ? verdict.value.outcome : 'open';
}

describe('the verdict', () => {
  it('once given is of the kind that full knowledge gives, whatever was known when it was given', () => {
    fc.assert(
      fc.property(policies(6), allFacts, someFactNames, (policy, facts, known) => {
        const early = verdictOf(policy, partOf(facts, known));
        if (early !== 'open') expect(early).toBe(verdictOf(policy, facts, 'data'));
      }),
      RUNS,
    );
  });

  it('never depends on how finely the stages are cut', () => {
    const firstGiven = (policy: Policy, facts: Facts, cuts: readonly number[]) => {
      const known = cuts.map((cut) => verdictOf(policy, partOf(facts, FACT_NAMES.slice(0, cut))));
      return known.find((verdict) => verdict !== 'open') ?? verdictOf(policy, facts, 'data');
    };
    const cuts = fc.uniqueArray(fc.nat(FACT_NAMES.length)).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(policies(6), allFacts, cuts, cuts, (policy, facts, some, others) => {
        expect(firstGiven(policy, facts, some)).toBe(firstGiven(policy, facts, others));
      }),
      RUNS,
    );
  });

  it('is given as soon as, and not before, every way in which the open rules can turn out gives the same', () => {
    fc.assert(
      fc.property(policies(5), allFacts, someFactNames, (policy, facts, known) => {
        const now = partOf(facts, known);
        const futures = oracleFor(CATALOGUE, policy, now).waysOut('verdict');
        const [only = 'accept', ...others] = futures;
        expect(verdictOf(policy, now)).toBe(others.length === 0 ? only : 'open');
      }),
      RUNS,
    );
  });

  it('for lack of TLS is given before DATA, unless a rule above can still turn it into something else', () => {
    const beforeData = FACT_NAMES.filter((name) => name !== 'message.size' && name !== 'envelope.sender');
    fc.assert(
      fc.property(policies(4), allFacts, (policy, facts) => {
        const refusal: Rule = { ...refusesPlaintext, id: 'tls' };
        const withRefusal = { ...policy, rules: [...policy.rules, refusal] };
        const now = { ...partOf(facts, beforeData), 'connection.encrypted': false };
        const above = oracleFor(CATALOGUE, policy, now).waysOut('verdict', 'reject');
        if ([...above].every((outcome) => outcome === 'reject')) expect(verdictOf(withRefusal, now, 'rcpt')).toBe('reject');
      }),
      RUNS,
    );
  });

  it('is nothing but let through, refuse for good or refuse for now once all is known', () => {
    fc.assert(
      fc.property(policies(6), allFacts, (policy, facts) => {
        const verdict = decide(policy, facts, 'data').settings.verdict;
        expect(verdict?.state).toBe('decided');
        if (verdict?.state === 'decided')
          expect(['let-through', 'refuse-for-good', 'refuse-for-now']).toContain(verdictKind(verdict.value));
      }),
    );
  });
});

describe('a rule', () => {
  it('is never overridden by a rule below it', () => {
    fc.assert(
      fc.property(policies(6), policies(3), allFacts, someFactNames, (policy, below, facts, known) => {
        const now = partOf(facts, known);
        const verdict = decide(policy, now, 'mail').settings.verdict;
        if (verdict?.state !== 'decided' || verdict.by.kind !== 'rule') return;
        const more = { ...policy, rules: [...policy.rules, ...below.rules.map((rule) => ({ ...rule, id: `below-${rule.id}` }))] };
        expect(decide(more, now, 'mail').settings.verdict).toEqual(verdict);
      }),
      RUNS,
    );
  });

  it('that is monitored or disabled changes nothing', () => {
    fc.assert(
      fc.property(policies(6), allFacts, someFactNames, fc.constantFrom<Stage>('mail', 'relay'), (policy, facts, known, stage) => {
        const now = partOf(facts, known);
        const enforced = { ...policy, rules: policy.rules.filter((rule) => rule.mode === 'enforce') };
        expect(withoutOrder(decide(enforced, now, stage))).toEqual(withoutOrder(decide(policy, now, stage)));
      }),
      RUNS,
    );
  });
});

describe('the index', () => {
  it('gives the same decision as reading the list', () => {
    const stages = fc.constantFrom<Stage>('connect', 'mail', 'rcpt', 'data', 'relay');
    fc.assert(
      fc.property(policies(10), allFacts, someFactNames, stages, (policy, facts, known, stage) => {
        const now = partOf(facts, known);
        const indexed = evaluate(compilePolicy(policy, CATALOGUE), now, stage);
        const scanned = evaluate(compilePolicy(policy, CATALOGUE_WITHOUT_INDEX), now, stage);
        expect(indexed.settings).toEqual(scanned.settings);
        const matched = (decision: Decision) => decision.trace.filter(({ outcome }) => outcome === 'true' || outcome === 'unknown');
        expect(matched(indexed)).toEqual(matched(scanned));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the residue', () => {
  it('is equal only for recipients to whom the same later facts give the same answer', () => {
    const later: readonly FactName[] = ['message.size', 'envelope.sender'];
    fc.assert(
      fc.property(policies(5), allFacts, allFacts, allFacts, (policy, shared, one, other) => {
        const recipient = (own: Facts): Facts => ({
          ...shared,
          ...partOf(own, ['recipient.domain', 'recipient.relayed', 'recipient.address']),
        });
        const atRcpt = (own: Facts) =>
          partOf(
            recipient(own),
            FACT_NAMES.filter((name) => !later.includes(name)),
          );
        const residue = (own: Facts) => {
          const verdict = decide(policy, atRcpt(own), 'rcpt').settings.verdict;
          return verdict?.state === 'open' ? verdict.residue : verdict?.state === 'decided' ? `decided ${verdict.value.outcome}` : '';
        };
        if (residue(one) !== residue(other)) return;
        expect(verdictOf(policy, recipient(one), 'data')).toBe(verdictOf(policy, recipient(other), 'data'));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('settings', () => {
  it('are those of the first rules that are true and set them, and undetermined where a failed look-up leaves that open', () => {
    fc.assert(
      fc.property(policies(6), allFacts, (policy, facts) => {
        for (const setting of SETTING_NAMES) {
          if (setting === 'verdict') continue;
          const outcome = decide(policy, facts, SETTING_NEEDED_AT[setting]).settings[setting];
          const [expected] = oracleFor(CATALOGUE, policy, facts).waysOut(setting);
          const seen = outcome === undefined ? 'default' : outcome.state === 'decided' ? JSON.stringify(outcome.value) : outcome.state;
          expect(seen).toBe(expected);
        }
      }),
      RUNS,
    );
  });

  it('once decided in the session stay so, whatever becomes known', () => {
    fc.assert(
      fc.property(policies(6), allFacts, someFactNames, (policy, facts, known) => {
        const early = decide(policy, partOf(facts, known), 'rcpt').settings;
        const late = decide(policy, facts, 'data').settings;
        for (const setting of SETTING_NAMES) {
          const outcome = early[setting];
          if (setting !== 'verdict' && outcome?.state === 'decided') expect(late[setting]).toMatchObject({ value: outcome.value });
        }
      }),
      RUNS,
    );
  });
});

const refusesPlaintext = {
  name: 'tls',
  mode: 'enforce',
  match: 'all',
  conditions: [{ kind: 'condition', condition: 'connection.is-ssl', negated: false, parameters: { encrypted: false } }],
  actions: [{ action: 'smtp.action', parameters: { outcome: 'reject' } }],
  stop: false,
  comment: '',
  activeFrom: null,
  activeUntil: null,
} as const;

/** Order numbers shift when rules are taken out; everything else must stay. */
function withoutOrder({ settings }: Decision): unknown {
  return JSON.parse(JSON.stringify(settings, (key, value) => (key === 'order' ? undefined : value)));
}
