import fc from 'fast-check';
import { z } from 'zod';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { ACTIONS, type Catalogue, CONDITIONS, catalogueOf } from '@/lib/policy/catalogue';
import { defineCondition } from '@/lib/policy/conditions/definition';
import type { FactName, Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import type { ConditionNode, Rule, RuleAction, SingleCondition } from '@/lib/policy/rule';

/** A condition like none of the product's yet: its fact comes with the headers. It reads the envelope sender, which no other reads. */
const header = {
  ...defineCondition({
    id: 'test.header',
    category: 'message',
    needs: ['envelope.sender'],
    parameters: z.object({ value: z.string() }),
    initial: { value: 'x' },
    fields: [],
    text: {
      en: { label: 'Header', help: 'A header of the message.', sentence: ({ value }) => `the header is ${value}` },
      de: { label: 'Kopfzeile', help: 'Eine Kopfzeile der Nachricht.', sentence: ({ value }) => `die Kopfzeile ist ${value}` },
    },
    compile: (parameters) => (facts) => facts['envelope.sender'] === parameters.value,
    examples: [],
  }),
  settlesAt: 'headers' as const,
};

/** A condition on two facts of different stages, the first of which differs between recipients. */
const recipientOrSize = defineCondition({
  id: 'test.recipient-or-size',
  category: 'message',
  needs: ['recipient.domain', 'message.size'],
  parameters: z.object({ domain: z.string(), size: z.number() }),
  initial: { domain: 'a.tld', size: 1 },
  fields: [],
  text: {
    en: { label: 'Recipient or size', help: 'For tests.', sentence: () => 'recipient or size' },
    de: { label: 'Empfänger oder Größe', help: 'Für Tests.', sentence: () => 'Empfänger oder Größe' },
  },
  compile:
    ({ domain, size }) =>
    (facts) =>
      facts['recipient.domain'] === domain || facts['message.size'] > size,
  examples: [],
});

/** The product's conditions and two artificial ones. */
export const CATALOGUE = catalogueOf([...CONDITIONS, header, recipientOrSize], ACTIONS);

/** The same without any index: the list is read as it stands. */
export const CATALOGUE_WITHOUT_INDEX: Catalogue = catalogueOf(
  [...CATALOGUE.conditions.values()].map((condition) => ({
    ...condition,
    bind: (parameters) => {
      const bound = condition.bind(parameters);
      return bound === null ? null : { ...bound, index: null };
    },
  })),
  ACTIONS,
);

const DOMAINS = ['a.tld', 'sub.a.tld', 'b.tld', 'c.tld'] as const;
const domain = fc.constantFrom(...DOMAINS);
const domainTest = fc.record({
  operator: fc.constantFrom('is', 'is', 'is-or-under', 'is-not', 'matches'),
  domains: fc.uniqueArray(domain, { minLength: 1, maxLength: 2 }),
});

const single: fc.Arbitrary<SingleCondition> = fc
  .oneof(
    fc.record({ condition: fc.constant('delivery.sender-domain'), parameters: domainTest }),
    fc.record({ condition: fc.constant('recipient.domain'), parameters: domainTest }),
    fc.record({ condition: fc.constant('connection.is-ssl'), parameters: fc.record({ encrypted: fc.boolean() }) }),
    fc.record({ condition: fc.constant('delivery.relaying-mail'), parameters: fc.record({ relaying: fc.boolean() }) }),
    fc.record({ condition: fc.constant('session.is-authenticated'), parameters: fc.record({ authenticated: fc.boolean() }) }),
    fc.record({
      condition: fc.constant('connection.remote-ip'),
      parameters: fc.constantFrom({ operator: 'is', networks: ['192.0.2.1'] }, { operator: 'is', networks: ['192.0.2.0/24'] }),
    }),
    fc.record({
      condition: fc.constant('message.size'),
      parameters: fc.record({ operator: fc.constantFrom('greater-than', 'less-than'), size: fc.constantFrom(10, 20) }),
    }),
    fc.record({ condition: fc.constant('test.header'), parameters: fc.record({ value: fc.constantFrom('x', 'y') }) }),
    fc.record({ condition: fc.constant('test.recipient-or-size'), parameters: fc.record({ domain, size: fc.constant(15) }) }),
  )
  .chain(({ condition, parameters }) =>
    fc
      .boolean()
      .map((rare): SingleCondition => ({ kind: 'condition', condition, parameters, negated: rare && condition !== 'test.header' })),
  );

const match = fc.constantFrom('all' as const, 'all' as const, 'any' as const);
const group = fc.record({ kind: fc.constant('group' as const), match, conditions: fc.array(single, { minLength: 1, maxLength: 3 }) });
const node: fc.Arbitrary<ConditionNode> = fc.oneof({ weight: 5, arbitrary: single }, { weight: 1, arbitrary: group });

const verdict = fc
  .constantFrom('accept', 'reject', 'reject', 'tempfail', 'discard', 'hold')
  .map((outcome): RuleAction => ({ action: 'smtp.action', parameters: { outcome } }));
const relayHost = fc
  .constantFrom('one.tld', 'two.tld')
  .map((host): RuleAction => ({ action: 'relay.host', parameters: { to: 'hosts', hosts: [{ host, port: null }] } }));
const encryption = fc.constantFrom('required', 'never').map((use): RuleAction => ({ action: 'relay.starttls', parameters: { use } }));
const sessionSetting = fc.oneof(
  fc.constantFrom('anyone', 'nobody').map((by): RuleAction => ({ action: 'delivery.relaying', parameters: { by } })),
  fc.constantFrom(65_536, 1_048_576).map((size): RuleAction => ({ action: 'limits.maximum-message-size', parameters: { size } })),
  fc.constantFrom(2, 3).map((count): RuleAction => ({ action: 'limits.maximum-recipients', parameters: { count } })),
);
const actions = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(verdict) },
  { weight: 1, arbitrary: fc.tuple(relayHost, encryption) },
  { weight: 1, arbitrary: fc.tuple(verdict, relayHost) },
  { weight: 2, arbitrary: fc.tuple(sessionSetting) },
  { weight: 1, arbitrary: fc.tuple(verdict, sessionSetting) },
);

const rule = fc.record({
  name: fc.constant('r'),
  mode: fc.constantFrom('enforce' as const, 'enforce' as const, 'enforce' as const, 'monitor' as const, 'disabled' as const),
  match,
  conditions: fc.array(node, { maxLength: 3 }),
  actions,
  stop: fc.constantFrom(false, false, true),
  comment: fc.constant(''),
  activeFrom: fc.constantFrom(null, null, null, '2026-06-01T00:00:00.000Z'),
  activeUntil: fc.constant(null),
});

/** Policies of up to `maxLength` rules, with every kind of condition, negation, group, mode, stop and span. */
export function policies(maxLength: number): fc.Arbitrary<Policy> {
  return fc.array(rule, { maxLength }).map((rules) => policyOf(rules.map((one, i): Rule => ({ ...one, id: `rule-${i}`, name: `r${i}` }))));
}

function policyOf(rules: readonly Rule[]): Policy {
  return { revision: 7, rules, acceptance: DEFAULT_ACCEPTANCE, routing: DEFAULT_ROUTING, localDomains: [], namedLists: [] };
}

const failed = fc.constant({ lookupFailed: 'time-out' });
const maybeFailed = <Value>(value: fc.Arbitrary<Value>) => fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: failed });

const complete = {
  'time.now': fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
  'connection.remoteIp': maybeFailed(fc.constantFrom('192.0.2.1', '192.0.2.2', '198.51.100.1')),
  'connection.encrypted': fc.boolean(),
  'session.authenticatedUser': fc.constantFrom(null, 'alice'),
  'envelope.sender': maybeFailed(fc.constantFrom('x', 'y', 'z')),
  'envelope.senderDomain': maybeFailed(fc.constantFrom(null, ...DOMAINS, 'other.tld')),
  'recipient.address': fc.constantFrom('info@a.tld'),
  'recipient.domain': maybeFailed(fc.constantFrom(null, ...DOMAINS, 'other.tld')),
  'recipient.relayed': fc.boolean(),
  'message.size': maybeFailed(fc.constantFrom(5, 15, 25)),
};

/** Everything about a message, with a look-up that failed here and there. */
export const allFacts: fc.Arbitrary<Facts> = fc.record(complete);

export const FACT_NAMES: readonly FactName[] = [
  'time.now',
  'connection.remoteIp',
  'connection.encrypted',
  'session.authenticatedUser',
  'envelope.senderDomain',
  'recipient.address',
  'recipient.domain',
  'recipient.relayed',
  'envelope.sender',
  'message.size',
];

/** What is known of the facts so far: any part of them. */
export function partOf(facts: Facts, known: readonly FactName[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => known.some((one) => one === name)));
}

export const someFactNames = fc.subarray([...FACT_NAMES]);
