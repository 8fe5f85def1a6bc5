import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { type CompiledPolicy, compileSteps } from '@/lib/policy/compile';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import { inSlices } from '@/lib/revisions/in-slices';
import { type RuleInput, ruleDraft } from '../support/gateway-setup';
import { forcedTlsIn } from '../support/rules';
import { type AccessMap, measureAccessMap } from './access-map';
import { median } from './throughput';

export interface DecisionTimes {
  readonly kind: string;
  readonly rules: number;
  readonly compileMs: number;
  /** The longest time that a session had to wait meanwhile. */
  readonly stallMs: number;
  readonly matchMicroseconds: number;
  readonly missMicroseconds: number;
  readonly postfix: AccessMap;
}

/** Rules of a list, and for the mail that each of them matches what is known of it at MAIL FROM. */
interface Kind {
  readonly name: string;
  readonly rule: (index: number) => RuleInput;
  readonly matched: (index: number) => Facts;
}

const ONE_DOMAIN: Kind = {
  name: 'One-domain',
  rule: (index) => forcedTlsIn({ domain: domainOf(index) }),
  matched: (index) => factsOf({ domain: domainOf(index) }),
};

const MIXED: Kind = {
  name: 'Mixed',
  rule: (index) => {
    const rule = forcedTlsIn({ domain: domainOf(index) });
    const [condition, matched] = MIXED_CONDITIONS[index % MIXED_CONDITIONS.length]?.(index) ?? [];
    return matched === undefined || condition === undefined ? rule : { ...rule, conditions: [condition, ...rule.conditions.slice(1)] };
  },
  matched: (index) => MIXED_CONDITIONS[index % MIXED_CONDITIONS.length]?.(index)[1] ?? {},
};

type Condition = RuleInput['conditions'][number];

/** In turn: a domain, a domain and all under it, an address, an IPv4 network, an IPv6 network. */
const MIXED_CONDITIONS: readonly ((index: number) => readonly [Condition, Facts])[] = [
  (index) => [['delivery.sender-domain', { operator: 'is', domains: [domainOf(index)] }], factsOf({ domain: domainOf(index) })],
  (index) => [
    ['delivery.sender-domain', { operator: 'is-or-under', domains: [domainOf(index)] }],
    factsOf({ domain: `mail.${domainOf(index)}` }),
  ],
  (index) => [
    ['delivery.sender-address', { operator: 'is', addresses: [`A${index}@many.example`] }],
    factsOf({ domain: 'many.example', localPart: `a${index}` }),
  ],
  (index) => [['connection.remote-ip', { operator: 'is', networks: [`${v4(index)}0/24`] }], factsOf({ client: `${v4(index)}7` })],
  (index) => [['connection.remote-ip', { operator: 'is', networks: [`${v6(index)}/48`] }], factsOf({ client: `${v6(index)}25` })],
];

function domainOf(index: number): string {
  return `d${index}.example`;
}

function v4(index: number): string {
  return `${20 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.`;
}

function v6(index: number): string {
  return `2001:${(index >> 16).toString(16)}:${(index & 0xffff).toString(16)}::`;
}

function factsOf({ domain = 'none.example', localPart = 'a', client = '192.0.2.1' }): Facts {
  return {
    'time.now': '2026-11-24T06:30:00.000Z',
    'connection.encrypted': false,
    'connection.remoteIp': client,
    'session.authenticatedUser': null,
    'envelope.sender': `${localPart}@${domain}`,
    'envelope.senderDomain': domain,
  };
}

/** How long policy alone takes at MAIL FROM, with so many rules that refuse what comes without TLS. */
export async function measureDecisions(): Promise<DecisionTimes[]> {
  const times: DecisionTimes[] = [];
  for (const rules of [10, 1000, 100_000]) {
    const postfix = await measureAccessMap(Array.from({ length: rules }, (_, index) => domainOf(index)));
    for (const kind of [ONE_DOMAIN, MIXED]) times.push({ ...(await measureKind(kind, rules)), postfix });
  }
  return times;
}

async function measureKind(kind: Kind, rules: number): Promise<Omit<DecisionTimes, 'postfix'>> {
  const { compiled, ...compiling } = await compileWatched(policyOf(kind, rules));
  const last = Array.from({ length: MIXED_CONDITIONS.length }, (_, index) => kind.matched(rules - 1 - index));
  return {
    kind: kind.name,
    rules,
    ...compiling,
    matchMicroseconds: microseconds(compiled, last),
    missMicroseconds: microseconds(compiled, [factsOf({})]),
  };
}

function policyOf({ rule }: Kind, rules: number): Policy {
  const drafts = Array.from({ length: rules }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    ...ruleDraft(rule(index)),
  }));
  return { revision: 1, rules: drafts, acceptance: DEFAULT_ACCEPTANCE, routing: DEFAULT_ROUTING, localDomains: [], namedLists: [] };
}

/** As a worker compiles it, beside its sessions. */
async function compileWatched(policy: Policy): Promise<{ compiled: CompiledPolicy; compileMs: number; stallMs: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const began = performance.now();
  const compiled = await inSlices(compileSteps(policy));
  const compileMs = performance.now() - began;
  delays.disable();
  return { compiled, compileMs, stallMs: delays.max / 1_000_000 };
}

const BATCH = 2000;
const BATCHES = 25;
/** Until the machine code of the engine no longer changes. */
const WARM_UP = 10;

/** Median over batches of the mean time of one decision, warmed up. */
function microseconds(compiled: CompiledPolicy, mails: readonly Facts[]): number {
  const batches = Array.from({ length: WARM_UP + BATCHES }, () => {
    const began = performance.now();
    for (let count = 0; count < BATCH; count += 1) evaluate(compiled, mails[count % mails.length] ?? {}, 'mail');
    return ((performance.now() - began) * 1000) / BATCH;
  });
  return median(batches.slice(WARM_UP));
}
