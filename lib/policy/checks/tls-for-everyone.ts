import { refusesForLackOfTls } from '../answer-stage';
import { conditionsOf } from '../compile-condition';
import { type CompiledRule, judgeRule } from '../compile-rule';
import type { Facts } from '../facts';
import { IN_CLEAR } from '../lack-of-tls';
import { type CheckedPolicy, type Finding, finding } from './definition';

/** A client that nobody has made a rule for: what is true for it is true for everyone. */
const STRANGER: Facts = {
  ...IN_CLEAR,
  'connection.remoteIp': '203.0.113.77',
  'session.authenticatedUser': null,
  'envelope.sender': 'someone@stranger.invalid',
  'envelope.senderDomain': 'stranger.invalid',
  'recipient.relayed': false,
};

/** A rule that refuses whatever comes to our own domains without TLS: RFC 3207, section 4 forbids that to the MX of a public domain. */
export function tlsForEveryone({ rules, localDomains }: CheckedPolicy): readonly Finding[] {
  return rules.filter(refusesForLackOfTls).flatMap((rule) => {
    const domain = withoutRecipient(rule) ? '' : localDomains.find((local) => isTrue(rule, { ...STRANGER, 'recipient.domain': local }));
    if (domain === undefined || (domain === '' && !isTrue(rule, STRANGER))) return [];
    return [finding('tls-for-everyone', 'warning', [rule], (words) => words.tlsForEveryone(rule.name, domain))];
  });
}

function isTrue(rule: CompiledRule, facts: Facts): boolean {
  return judgeRule({ ...rule, span: null }, facts) === 'true';
}

function withoutRecipient({ match }: CompiledRule): boolean {
  return !conditionsOf(match).some(({ entry }) => entry.needs.includes('recipient.domain'));
}
