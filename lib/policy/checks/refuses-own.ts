import { type CompiledRule, judgeRule } from '../compile-rule';
import type { Facts } from '../facts';
import { buildRuleIndex, inOrder } from '../rule-index';
import { verdictKind } from '../settings';
import { type CheckedPolicy, type Finding, finding } from './definition';

/** A rule that refuses what comes from the administrator's own domains or relay networks, or all mail to an own domain, however it comes. */
export function refusesOwn({ rules, localDomains, relayNetworks }: CheckedPolicy): readonly Finding[] {
  const refusing = rules.filter(({ effects }) => effects.verdict !== undefined && verdictKind(effects.verdict) !== 'let-through');
  const index = buildRuleIndex(refusing, 'verdict');
  const found = new Map<CompiledRule, Finding>();
  const probe = (facts: Facts, say: (rule: CompiledRule) => Finding) => {
    for (const rule of inOrder(index.candidates(facts).lists)) {
      if (!found.has(rule) && judgeRule({ ...rule, span: null }, facts) === 'true') found.set(rule, say(rule));
    }
  };
  for (const network of relayNetworks) {
    const remoteIp = network.split(/[/-]/)[0] ?? network;
    probe({ 'connection.remoteIp': remoteIp, 'connection.encrypted': true }, (rule) =>
      finding('refuses-own', 'warning', [rule], (words) => words.refusesNetwork(rule.name, network)),
    );
  }
  for (const domain of localDomains) {
    probe({ 'recipient.domain': domain, 'recipient.relayed': false, 'connection.encrypted': true }, (rule) =>
      finding('refuses-own', 'warning', [rule], (words) => words.refusesTo(rule.name, domain)),
    );
    probe({ 'envelope.senderDomain': domain, 'session.authenticatedUser': 'somebody', 'connection.encrypted': true }, (rule) =>
      finding('refuses-own', 'warning', [rule], (words) => words.refusesFrom(rule.name, domain)),
    );
  }
  return rules.flatMap((rule) => found.get(rule) ?? []);
}
