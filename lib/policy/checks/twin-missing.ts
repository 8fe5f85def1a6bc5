import { refusesForLackOfTls } from '../answer-stage';
import { indexOf } from '../compile-condition';
import { type CompiledRule, judgeRule } from '../compile-rule';
import type { FactName, Facts } from '../facts';
import type { ForceTlsWay } from '../force-tls';
import { nameOfKey } from '../index-keys';
import { IN_CLEAR } from '../lack-of-tls';
import { buildRuleIndex, type RuleIndex } from '../rule-index';
import { type CheckedPolicy, type Finding, finding } from './definition';
import { conjunctsOf } from './implication';

/** A rule that forces TLS for one direction of a partner's domain, while mail in the other direction may travel in clear. */
export function twinMissing({ rules, localDomains }: CheckedPolicy): readonly Finding[] {
  const incoming = rules.filter(refusesForLackOfTls);
  const outgoing = rules.filter(({ effects }) => effects.relayEncryption === 'implicit' || effects.relayEncryption === 'starttls');
  const [refusals, routes] = [buildRuleIndex(incoming, 'verdict'), buildRuleIndex(outgoing, 'relayEncryption')];
  const local = new Set(localDomains);
  const missing = (rule: CompiledRule, fact: FactName, twins: RuleIndex, factsOf: (domain: string) => Facts, direction: ForceTlsWay) => {
    const [domain, ...more] = domainsOf(rule, fact).filter((one) => !local.has(one) && !isForced(twins, factsOf(one)));
    if (domain === undefined) return [];
    const say = direction === 'in' ? ('incomingMissing' as const) : ('outgoingMissing' as const);
    return [finding('twin-missing', 'hint', [rule], (words) => words[say](rule.name, [domain, ...more]), { domain, direction })];
  };
  return [
    ...incoming.flatMap((rule) => missing(rule, 'envelope.senderDomain', routes, mailTo, 'out')),
    ...outgoing.flatMap((rule) => missing(rule, 'recipient.domain', refusals, mailFrom, 'in')),
  ];
}

function mailTo(domain: string): Facts {
  return { 'recipient.relayed': true, 'recipient.domain': domain };
}

function mailFrom(domain: string): Facts {
  return { ...IN_CLEAR, 'envelope.senderDomain': domain };
}

/** Whether a rule forces TLS for all of that mail, or for a part of it: then the administrator has thought of it. */
function isForced(index: RuleIndex, facts: Facts): boolean {
  return index.candidates(facts).lists.some((list) => list.some((rule) => judgeRule(rule, facts) !== 'false'));
}

/** The domains that the rule is about; none where it names them by a pattern or by what they are not. */
function domainsOf({ match }: CompiledRule, fact: FactName): readonly string[] {
  const index = conjunctsOf(match)
    .map(indexOf)
    .find((keys) => keys?.fact === fact);
  return index?.keys.map(nameOfKey) ?? [];
}
