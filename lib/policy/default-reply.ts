import type { Reply } from '@/lib/mail/reply';
import type { DecidedBy, Decision, RuleTrace } from './decision';
import { type Facts, isLookupFailed } from './facts';
import { waitInWords } from './greylist';
import { fillPlaceholders } from './placeholders';
import { type RefusalCause, refusalCause } from './refusal-cause';
import type { Refusal } from './settings';

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
 * encrypted that is X.7.10 "Encryption Needed" (RFC 5248 2.4), because of the version or the cipher X.7.5, else X.7.1.
 * @param trace of the decision that refuses
 * @param facts of the transaction, for the domain that is named
 */
export function replyFor(verdict: Refusal, by: DecidedBy, trace: Decision['trace'], facts: Facts): Reply {
  const rule = by.kind === 'rule' ? trace.find(({ ruleId }) => ruleId === by.ruleId) : undefined;
  if (verdict.outcome === 'greylist') {
    const text = `Greylisted, please try again in ${waitInWords(verdict.delay, facts)}${named(rule)}`;
    return { ...GREYLIST_CODES, text };
  }
  const own = verdict.reply;
  const cause = rule === undefined ? 'policy' : refusalCause(rule, facts);
  const codes = defaultCodes(verdict.outcome, cause);
  return {
    code: own.code ?? codes.code,
    enhanced: own.enhanced ?? codes.enhanced,
    text: own.text === null ? defaultText(cause, rule, facts) : ownText(own.text, rule, facts),
  };
}

/** RFC 6647 3.2; 450 is "not available" (RFC 5321 4.2.2), as greylisting is known to clients. */
export const GREYLIST_CODES = { code: 450, enhanced: '4.7.1' } as const;

const DETAILS = { 'no-tls': '7.10', 'weak-tls': '7.5', policy: '7.1' } as const satisfies Record<RefusalCause, string>;

export function defaultCodes(outcome: Exclude<Refusal['outcome'], 'greylist'>, cause: RefusalCause): Pick<Reply, 'code' | 'enhanced'> {
  return outcome === 'reject' ? { code: 550, enhanced: `5.${DETAILS[cause]}` } : { code: 451, enhanced: `4.${DETAILS[cause]}` };
}

function defaultText(cause: RefusalCause, rule: RuleTrace | undefined, facts: Facts): string {
  if (cause === 'policy') return `Refused by policy${named(rule)}`;
  if (cause === 'weak-tls') return `The TLS version or cipher of this connection does not meet the policy${named(rule)}`;
  const judgesSender = rule?.conditions.some(({ saw }) => saw['envelope.senderDomain'] !== undefined) ?? false;
  const domain = facts['envelope.senderDomain'];
  const known = judgesSender && domain !== undefined && domain !== null && !isLookupFailed(domain);
  const who = known ? `mail from ${asAscii(domain)}` : 'this mail';
  return `Encryption needed: ${who} is accepted only over TLS${named(rule)}`.slice(0, LONGEST_TEXT);
}

function named(rule: RuleTrace | undefined): string {
  return rule === undefined ? '' : ` (rule "${asAscii(rule.name).replace(/"/g, "'")}")`;
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
