import { type CompiledRule, judgeRule } from '../compile-rule';
import type { Facts } from '../facts';
import { waiting } from '../greylist';
import { buildRuleIndex, inOrder } from '../rule-index';
import { isRefusal } from '../settings';
import { type CheckedPolicy, type Finding, finding } from './definition';

/**
 * A rule that refuses what comes from the administrator's own domains or relay networks, or all mail to an own domain, however it comes.
 * One that greylists is fine for mail to an own domain, but not for own clients, of which many do not try again.
 */
export function refusesOwn({ rules, localDomains, relayNetworks }: CheckedPolicy): readonly Finding[] {
  const refusing = rules.filter(({ effects }) => effects.verdict !== undefined && isRefusal(effects.verdict)).map(atFirstAttempt);
  const index = buildRuleIndex(refusing, 'verdict');
  const found = new Map<string, Finding>();
  const probe = (facts: Facts, say: (rule: CompiledRule) => readonly Finding[]) => {
    for (const rule of inOrder(index.candidates(facts).lists)) {
      if (found.has(rule.ruleId) || judgeRule({ ...rule, span: null }, facts) !== 'true') continue;
      for (const one of say(rule)) found.set(rule.ruleId, one);
    }
  };
  for (const network of relayNetworks) {
    const remoteIp = network.split(/[/-]/)[0] ?? network;
    probe({ 'connection.remoteIp': remoteIp, 'connection.encrypted': true }, (rule) => [
      finding('refuses-own', 'warning', [rule], (words) =>
        greylists(rule) ? words.greylistsNetwork(rule.name, network) : words.refusesNetwork(rule.name, network),
      ),
    ]);
  }
  for (const domain of localDomains) {
    probe({ 'recipient.domain': domain, 'recipient.relayed': false, 'connection.encrypted': true }, (rule) =>
      greylists(rule) ? [] : [finding('refuses-own', 'warning', [rule], (words) => words.refusesTo(rule.name, domain))],
    );
    probe({ 'envelope.senderDomain': domain, 'session.authenticatedUser': 'somebody', 'connection.encrypted': true }, (rule) => [
      finding('refuses-own', 'warning', [rule], (words) =>
        greylists(rule) ? words.greylistsFrom(rule.name, domain) : words.refusesFrom(rule.name, domain),
      ),
    ]);
  }
  return rules.flatMap(({ ruleId }) => found.get(ruleId) ?? []);
}

function greylists({ effects }: CompiledRule): boolean {
  return effects.verdict?.outcome === 'greylist';
}

/** The rule as it is for whoever comes for the first time: nothing but its own conditions counts. */
function atFirstAttempt(rule: CompiledRule): CompiledRule {
  const parts = rule.match.parts.filter((part) => 'parts' in part || part.entry !== waiting);
  return parts.length === rule.match.parts.length ? rule : { ...rule, match: { ...rule.match, parts } };
}
