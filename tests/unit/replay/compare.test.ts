import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import type { Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import type { PolicyDraft } from '@/lib/policy/policy-draft';
import { withDraft } from '@/lib/policy/policy-draft';
import type { Rule } from '@/lib/policy/rule';
import { compareTransaction, mayDiffer, prepareReplay } from '@/lib/replay/compare';
import { outcomeOf } from '@/lib/replay/outcome';
import type { RecordedTransaction } from '@/lib/replay/recorded';
import { type RuleInput, ruleDraft } from '@/tests/support/gateway-setup';
import { forcedTlsIn, forcedTlsOut } from '@/tests/support/rules';
import { allFacts, CATALOGUE, partOf, policies, someFactNames } from '../policy/random-policies';

function policyOf(...rules: readonly RuleInput[]): Policy {
  const withIds = rules.map((rule): Rule => ({ id: rule.name, ...ruleDraft(rule) }));
  return {
    revision: 1,
    rules: withIds,
    acceptance: DEFAULT_ACCEPTANCE,
    routing: { ...DEFAULT_ROUTING, relayNetworks: ['192.0.2.0/24'] },
    namedLists: [],
    localDomains: [
      {
        id: 'local',
        domain: 'company.example',
        deliverTo: {
          hosts: [{ host: 'mx.company.example', port: 25 }],
          encryption: 'opportunistic',
          certificateCheck: null,
          authentication: null,
        },
      },
    ],
  };
}

function draftOf(rule: RuleInput, before: string | null = null): PolicyDraft {
  return { kind: 'rule', rule: { id: rule.name, ...ruleDraft(rule) }, before };
}

const PLAIN: Facts = {
  'time.now': '2026-11-24T06:30:00.000Z',
  'connection.remoteIp': '192.0.2.1',
  'connection.encrypted': false,
  'session.authenticatedUser': null,
  'envelope.sender': 'sales@partner.example',
  'envelope.senderDomain': 'partner.example',
  'message.size': 1000,
};

function recorded(given: Partial<RecordedTransaction> = {}): RecordedTransaction {
  const local = { address: 'anna@company.example', domain: 'company.example', relayed: false, firstSeen: null };
  return { id: 'T1', stage: 'data', facts: PLAIN, recipients: [local], ...given };
}

/** `accept -> reject 550 5.7.10`, one for each recipient that would be treated otherwise. */
function changes(policy: Policy, draft: PolicyDraft, transaction = recorded()): string[] {
  const { differences } = compareTransaction(prepareReplay(policy, draft), transaction);
  return differences.map(({ before, after }) => [before, after].map(inShort).join(' -> '));
}

function inShort(outcome: ReturnType<typeof outcomeOf>): string {
  if (outcome === null) return 'nobody knows';
  if ('reply' in outcome) return `${outcome.kind} ${outcome.reply.code} ${outcome.reply.enhanced}`;
  if (!('route' in outcome) || outcome.route === null) return outcome.kind;
  const { nextHop, demand } = outcome.route;
  return `${outcome.kind} by ${nextHop.kind === 'mx' ? 'MX' : nextHop.hosts.map(({ host }) => host).join()} ${demand.startsWith}`;
}

const inRule = forcedTlsIn({ domain: 'partner.example' });
const acceptPartner: RuleInput = {
  name: 'let the partner in',
  conditions: [['delivery.sender-domain', { operator: 'is', domains: ['partner.example'] }]],
  actions: [['smtp.action', { outcome: 'accept' }]],
};

describe('a draft', () => {
  it('that refuses plain mail is seen in recorded plain mail, and in no other', () => {
    expect(changes(policyOf(), draftOf(inRule))).toEqual(['accept by mx.company.example opportunistic -> reject 550 5.7.10']);
    const overTls = recorded({ facts: { ...PLAIN, 'connection.encrypted': true } });
    expect(changes(policyOf(), draftOf(inRule), overTls)).toEqual([]);
  });

  it('changes nothing while it is only monitored or disabled', () => {
    for (const mode of ['monitor', 'disabled'] as const) {
      expect(changes(policyOf(), draftOf(forcedTlsIn({ domain: 'partner.example', mode })))).toEqual([]);
    }
  });

  it('works in its place of the list', () => {
    expect(changes(policyOf(inRule), draftOf(acceptPartner))).toEqual([]);
    expect(changes(policyOf(inRule), draftOf(acceptPartner, inRule.name))).toEqual([
      'reject 550 5.7.10 -> accept by mx.company.example opportunistic',
    ]);
  });

  it('takes the place of the rule that it changes', () => {
    const gentler: RuleInput = { ...inRule, actions: [['smtp.action', { outcome: 'tempfail' }]] };
    expect(changes(policyOf(inRule), draftOf(gentler))).toEqual(['reject 550 5.7.10 -> tempfail 451 4.7.10']);
  });

  it('can delete a rule or change its mode', () => {
    const accepted = ['reject 550 5.7.10 -> accept by mx.company.example opportunistic'];
    expect(changes(policyOf(inRule), { kind: 'delete', id: inRule.name })).toEqual(accepted);
    expect(changes(policyOf(inRule), { kind: 'mode', id: inRule.name, mode: 'monitor' })).toEqual(accepted);
  });

  it('shows another next hop and another demand', () => {
    const toPartner = recorded({
      facts: { ...PLAIN, 'envelope.senderDomain': 'company.example' },
      recipients: [{ address: 'bob@partner.example', domain: 'partner.example', relayed: true, firstSeen: null }],
    });
    const out = forcedTlsOut({ domain: 'partner.example', host: 'mail.partner.example', port: 465 });
    expect(changes(policyOf(), draftOf(out), toPartner)).toEqual(['accept by MX opportunistic -> accept by mail.partner.example implicit']);
  });

  it('does not open what relaying denies', () => {
    const stranger = recorded({
      facts: { ...PLAIN, 'connection.remoteIp': '203.0.113.9' },
      recipients: [{ address: 'bob@elsewhere.example', domain: 'elsewhere.example', relayed: true, firstSeen: null }],
    });
    expect(changes(policyOf(), draftOf(acceptPartner), stranger)).toEqual([]);
  });

  it('shows whom a rule about relaying lets in or shuts out', () => {
    const stranger = recorded({
      facts: { ...PLAIN, 'connection.remoteIp': '203.0.113.9' },
      recipients: [{ address: 'bob@elsewhere.example', domain: 'elsewhere.example', relayed: true, firstSeen: null }],
    });
    const relaying = (senders: string): RuleInput => ({
      name: 'relaying',
      conditions: [],
      actions: [['delivery.relaying', { by: senders }]],
    });
    const fromNetwork = { ...stranger, facts: PLAIN };
    expect(changes(policyOf(), draftOf(relaying('anyone')), stranger)).toEqual(['reject 550 5.7.1 -> accept by MX opportunistic']);
    expect(changes(policyOf(), draftOf(relaying('nobody')), fromNetwork)).toEqual(['accept by MX opportunistic -> reject 550 5.7.1']);
  });

  it('that greylists is judged by the first attempt that was recorded with each recipient', () => {
    const greylist = (delay: number): RuleInput => ({ name: 'greylist', conditions: [], actions: [['smtp.greylist', { delay }]] });
    const at = (firstSeen: string | null) =>
      recorded({
        facts: { ...PLAIN, 'time.now': '2026-11-24T06:30:00.000Z' },
        recipients: [{ address: 'anna@company.example', domain: 'company.example', relayed: false, firstSeen }],
      });
    const tenMinutesBefore = at('2026-11-24T06:20:00.000Z');
    expect(changes(policyOf(), draftOf(greylist(300)), tenMinutesBefore)).toEqual([]);
    expect(changes(policyOf(), draftOf(greylist(601)), tenMinutesBefore)).toEqual([
      'accept by mx.company.example opportunistic -> tempfail 450 4.7.1',
    ]);
    expect(compareTransaction(prepareReplay(policyOf(), draftOf(greylist(300))), at(null))).toEqual({ differences: [], incomplete: true });
  });

  it('is judged for each recipient', () => {
    const one: RuleInput = {
      name: 'not anna',
      conditions: [['recipient.address', { operator: 'is', addresses: ['anna@company.example'] }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    };
    const two = recorded({
      recipients: ['anna', 'bob'].map((name) => ({
        address: `${name}@company.example`,
        domain: 'company.example',
        relayed: false,
        firstSeen: null,
      })),
    });
    expect(changes(policyOf(), draftOf(one), two)).toEqual(['accept by mx.company.example opportunistic -> reject 550 5.7.1']);
  });
});

describe('a record that ends early', () => {
  const refusedAtMail = recorded({
    stage: 'mail',
    facts: partOf(PLAIN, ['time.now', 'connection.remoteIp', 'connection.encrypted', 'envelope.sender', 'envelope.senderDomain']),
    recipients: [],
  });

  it('shows that the refusal would not be given there', () => {
    expect(changes(policyOf(inRule), { kind: 'delete', id: inRule.name }, refusedAtMail)).toEqual(['reject 550 5.7.10 -> accept']);
  });

  it('says of a rule that needs more that it cannot be judged', () => {
    const big: RuleInput = {
      name: 'big',
      conditions: [['message.size', { operator: 'greater-than', size: 10 }]],
      actions: [['smtp.action', { outcome: 'reject' }]],
    };
    const replay = prepareReplay(policyOf(), draftOf(big));
    expect(compareTransaction(replay, { ...refusedAtMail, stage: 'rcpt' })).toMatchObject({ differences: [{ after: { kind: 'open' } }] });
    const withoutSize = recorded({ facts: partOf(PLAIN, ['time.now', 'connection.remoteIp', 'connection.encrypted']) });
    expect(compareTransaction(replay, withoutSize)).toEqual({ differences: [], incomplete: true });
  });
});

const NEW_RULE: Rule = { ...ruleDraft(inRule), id: 'new', name: 'new', conditions: [], match: 'all' };

describe('the short cut', () => {
  const drafts = fc.oneof(
    policies(3).chain(({ rules }) =>
      fc.record({
        kind: fc.constant('rule' as const),
        rule: fc.constantFrom(...rules.map((rule) => ({ ...rule, id: `rule-${rules.length - 2}` })), NEW_RULE),
        before: fc.constantFrom(null, 'rule-0', 'rule-1'),
      }),
    ),
    fc.record({ kind: fc.constant('delete' as const), id: fc.constantFrom('rule-0', 'rule-1') }),
    fc.record({
      kind: fc.constant('mode' as const),
      id: fc.constantFrom('rule-0', 'rule-1'),
      mode: fc.constantFrom('enforce' as const, 'monitor' as const, 'disabled' as const),
    }),
  );

  it('never passes over a message that would be decided otherwise, whatever of it was recorded', () => {
    let passedOver = 0;
    fc.assert(
      fc.property(
        policies(6),
        drafts,
        allFacts,
        someFactNames,
        fc.constantFrom('mail', 'rcpt', 'data'),
        (policy, draft, facts, known, stage) => {
          const some = partOf(facts, known);
          const replay = prepareReplay(policy, draft, CATALOGUE);
          if (mayDiffer(replay, some)) return;
          passedOver += 1;
          expect(outcomeOf(replay.drafted, some, stage)).toEqual(outcomeOf(replay.inForce, some, stage));
        },
      ),
      { numRuns: 1500 },
    );
    expect(passedOver).toBeGreaterThan(100);
  });

  it('leaves the other rules of the list as they are', () => {
    fc.assert(
      fc.property(policies(4), drafts, (policy, draft) => {
        const id = draft.kind === 'rule' ? draft.rule.id : draft.id;
        const others = (rules: readonly Rule[]) => rules.filter((rule) => rule.id !== id);
        expect(others(withDraft(policy, draft).rules)).toEqual(others(policy.rules));
      }),
    );
  });
});
