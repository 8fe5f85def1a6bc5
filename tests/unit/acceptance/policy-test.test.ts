import { describe, expect, it } from 'vitest';
import type { ExpectedOutcome } from '@/lib/acceptance/expected-outcome';
import { type PolicyTest, policyTestSchema, runPolicyTest } from '@/lib/acceptance/policy-test';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { compilePolicy } from '@/lib/policy/compile';
import { type RuleInput, ruleDraft } from '@/tests/support/gateway-setup';
import { forcedTlsIn, forcedTlsOut } from '@/tests/support/rules';

const NOW = '2026-11-24T06:30:00.000Z';

function compiled(...rules: readonly RuleInput[]) {
  return compilePolicy({
    revision: 1,
    rules: rules.map((rule) => ({ id: rule.name, ...ruleDraft(rule) })),
    acceptance: DEFAULT_ACCEPTANCE,
    routing: { ...DEFAULT_ROUTING, relayNetworks: ['10.0.0.0/8'] },
    localDomains: [],
    namedLists: [],
  });
}

function testOf(expected: ExpectedOutcome, mail: Partial<PolicyTest['mail']> = {}): PolicyTest {
  return policyTestSchema.parse({
    name: 'test',
    mail: {
      client: '10.0.0.1',
      encryption: 'none',
      user: '',
      sender: 'sales@partner.example',
      recipients: ['bob@partner.example'],
      size: 1000,
      time: null,
      ...mail,
    },
    expected,
  });
}

const verdict = (outcome: string): RuleInput => ({ name: outcome, conditions: [], actions: [['smtp.action', { outcome }]] });
const greylist: RuleInput = { name: 'greylist', conditions: [], actions: [['smtp.greylist', { delay: 300 }]] };
const afterData: RuleInput = {
  name: 'nothing big',
  conditions: [['message.size', { operator: 'greater-than', size: 10 }]],
  actions: [['smtp.action', { outcome: 'reject' }]],
};
const out = forcedTlsOut({ domain: 'partner.example', host: 'mx.partner.example', port: 465 });
const delivered = (tls: Extract<ExpectedOutcome, { tls: unknown }>['tls'], host: string | null = null): ExpectedOutcome => ({
  fate: 'delivered',
  nextHop: host === null ? null : { kind: 'hosts', hosts: [{ host, port: 465 }] },
  tls,
});

describe('a policy test', () => {
  it.each<[string, RuleInput[], ExpectedOutcome, boolean]>([
    ['refused where it must be', [forcedTlsIn({ domain: 'partner.example' })], { fate: 'refused', by: 'mail' }, true],
    ['refused earlier than it must be', [forcedTlsIn({ domain: 'partner.example' })], { fate: 'refused', by: 'data' }, true],
    ['refused too late', [afterData], { fate: 'refused', by: 'rcpt' }, false],
    ['refused for now instead of for good', [verdict('tempfail')], { fate: 'refused', by: 'data' }, false],
    ['refused for now as it must be', [verdict('tempfail')], { fate: 'put-off', by: 'data' }, true],
    ['accepted where it must be refused', [], { fate: 'refused', by: 'data' }, false],
    ['delivered in the end, though greylisted at first', [greylist], delivered('none'), true],
    ['held', [verdict('hold')], { fate: 'held', nextHop: { kind: 'mx' }, tls: 'none' }, true],
    ['discarded', [verdict('discard')], { fate: 'discarded' }, true],
    ['sent on with just the TLS that it must have', [out], delivered('name-verified', 'mx.partner.example'), true],
    ['sent on with more than it must have', [out], delivered('encrypted'), true],
    ['sent on with less than it must have', [out], delivered('pinned'), false],
    ['sent on to another host', [out], delivered('none', 'elsewhere.example'), false],
    ['sent on to the MX instead of a host', [], delivered('none', 'mx.partner.example'), false],
  ])('with mail that is %s', (_, rules, expected, isMet) => {
    expect(runPolicyTest(compiled(...rules), testOf(expected), NOW).isMet).toBe(isMet);
  });

  it('must be met for every recipient, and tells of the first for whom it is not', () => {
    const mail = { recipients: ['ann@elsewhere.example', 'bob@partner.example', 'eve@partner.example'] };
    const onlyElsewhere: RuleInput = {
      name: 'not to the partner',
      conditions: [['recipient.domain', { operator: 'is', domains: ['partner.example'] }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    };
    const { isMet, actual } = runPolicyTest(compiled(onlyElsewhere), testOf(delivered('none'), mail), NOW);
    expect(isMet).toBe(false);
    expect(actual).toMatchObject({ address: 'bob@partner.example', stage: 'rcpt', rules: [{ name: 'not to the partner', order: 1 }] });
  });

  it('is judged at its own time, or else at the present', () => {
    const untilNoon = ruleDraft(verdict('reject'));
    const policy = compiled();
    const timed = compilePolicy({ ...policy.policy, rules: [{ id: 'timed', ...untilNoon, activeUntil: '2026-11-24T12:00:00.000Z' }] });
    const refused: ExpectedOutcome = { fate: 'refused', by: 'data' };
    expect(runPolicyTest(timed, testOf(refused), NOW).isMet).toBe(true);
    expect(runPolicyTest(timed, testOf(refused), '2026-11-25T06:30:00.000Z').isMet).toBe(false);
    expect(runPolicyTest(timed, testOf(refused, { time: NOW }), '2026-11-25T06:30:00.000Z').isMet).toBe(true);
  });
});
