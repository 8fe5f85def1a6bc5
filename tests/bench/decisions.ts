import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { compilePolicy } from '@/lib/policy/compile';
import { evaluate } from '@/lib/policy/evaluate';
import type { Facts } from '@/lib/policy/facts';
import type { Policy } from '@/lib/policy/policy';
import { ruleDraft } from '../support/gateway-setup';
import { forcedTlsIn } from '../support/rules';
import { median } from './throughput';

export interface DecisionTimes {
  readonly rules: number;
  readonly compileMs: number;
  readonly matchMicroseconds: number;
  readonly missMicroseconds: number;
}

/** How long policy alone takes at MAIL FROM, with so many rules of the kind "this sender domain only with TLS". */
export function measureDecisions(rules: number): DecisionTimes {
  const policy = policyOf(rules);
  const began = performance.now();
  const compiled = compilePolicy(policy);
  const compileMs = performance.now() - began;
  const time = (domain: string): number => {
    const facts = factsOf(domain);
    return microseconds(() => evaluate(compiled, facts, 'mail'));
  };
  return { rules, compileMs, matchMicroseconds: time(`d${rules - 1}.example`), missMicroseconds: time('none.example') };
}

function policyOf(rules: number): Policy {
  const drafts = Array.from({ length: rules }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    ...ruleDraft(forcedTlsIn({ domain: `d${index}.example` })),
  }));
  return { revision: 1, rules: drafts, acceptance: DEFAULT_ACCEPTANCE, routing: DEFAULT_ROUTING, localDomains: [], namedLists: [] };
}

function factsOf(domain: string): Facts {
  return {
    'connection.encrypted': false,
    'connection.remoteIp': '192.0.2.1',
    'session.authenticatedUser': null,
    'envelope.sender': `a@${domain}`,
    'envelope.senderDomain': domain,
  };
}

const BATCH = 2000;
const BATCHES = 15;

/** Median over batches of the mean time of one call, warmed up. */
function microseconds(call: () => unknown): number {
  const batches = Array.from({ length: BATCHES + 3 }, () => {
    const began = performance.now();
    for (let count = 0; count < BATCH; count += 1) call();
    return ((performance.now() - began) * 1000) / BATCH;
  });
  return median(batches.slice(3));
}
