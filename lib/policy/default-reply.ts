import type { Reply } from '@/lib/mail/reply';
import type { DecidedBy, Decision, RuleTrace } from './decision';
import { type Facts, isFactName, isLookupFailed } from './facts';
import { isOfTls } from './lack-of-tls';
import { fillPlaceholders } from './placeholders';
import type { Verdict } from './settings';

export type Refusal = Extract<Verdict, { outcome: 'reject' | 'tempfail' }>;

/** RFC 3463 4.7.0: the policy cannot be judged until the look-up works again. */
export const LOOKUP_FAILED_REPLY: Reply = {
  code: 451,
  enhanced: '4.7.0',
  text: 'A look-up that the policy needs has failed, please try again later',
};

/** A reply line has at most 512 octets with its codes and line end (RFC 5321 4.5.3.1.5). */
const LONGEST_TEXT = 400;

/**
 * What the client is answered: what the rule says itself, the rest by default. Where the rule matched because the connection is not
 * encrypted that is X.7.10 "Encryption Needed" (RFC 5248 2.4), else X.7.1.
 * @param trace of the decision that refuses
 * @param facts of the transaction, for the domain that is named
 */
export function replyFor(verdict: Refusal, by: DecidedBy, trace: Decision['trace'], facts: Facts): Reply {
  const own = verdict.reply;
  const rule = by.kind === 'rule' ? trace.find(({ ruleId }) => ruleId === by.ruleId) : undefined;
  const lacksTls = rule !== undefined && matchedForLackOfTls(rule, facts);
  const codes = defaultCodes(verdict.outcome, lacksTls);
  return {
    code: own.code ?? codes.code,
    enhanced: own.enhanced ?? codes.enhanced,
    text: own.text === null ? defaultText(lacksTls, rule, facts) : ownText(own.text, rule, facts),
  };
}

export function defaultCodes(outcome: Refusal['outcome'], lacksTls: boolean): Pick<Reply, 'code' | 'enhanced'> {
  return outcome === 'reject'
    ? { code: 550, enhanced: lacksTls ? '5.7.10' : '5.7.1' }
    : { code: 451, enhanced: lacksTls ? '4.7.10' : '4.7.1' };
}

function matchedForLackOfTls(rule: RuleTrace, facts: Facts): boolean {
  if (facts['connection.encrypted'] !== false) return false;
  return rule.conditions.some(
    ({ outcome, saw }) => outcome === 'true' && Object.keys(saw).some((name) => isFactName(name) && isOfTls(name)),
  );
}

function defaultText(lacksTls: boolean, rule: RuleTrace | undefined, facts: Facts): string {
  const named = rule === undefined ? '' : ` (rule "${asAscii(rule.name).replace(/"/g, "'")}")`;
  if (!lacksTls) return `Refused by policy${named}`;
  const judgesSender = rule?.conditions.some(({ saw }) => saw['envelope.senderDomain'] !== undefined) ?? false;
  const domain = facts['envelope.senderDomain'];
  const known = judgesSender && domain !== undefined && domain !== null && !isLookupFailed(domain);
  const who = known ? `mail from ${asAscii(domain)}` : 'this mail';
  return `Encryption needed: ${who} is accepted only over TLS${named}`.slice(0, LONGEST_TEXT);
}

function ownText(text: string, rule: RuleTrace | undefined, facts: Facts): string {
  return asAscii(fillPlaceholders(text, facts, rule?.name ?? '')).slice(0, LONGEST_TEXT);
}

/** The name of a rule or an address may be any text; a reply is printable ASCII (without SMTPUTF8 anything else would be an error, RFC 6531 3.7.4.1). */
export function asAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\x20-\x7e]/gu, '?');
}
