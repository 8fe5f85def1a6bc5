import type { Mailbox } from '@/lib/mail/address';
import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import { LOOKUP_FAILED_REPLY } from '@/lib/policy/default-reply';
import type { Facts } from '@/lib/policy/facts';
import type { MessageLimits } from '@/lib/policy/largest-limits';
import { type Lookup, learn } from '@/lib/policy/lookup-facts';
import { mayNeedSignatures, neededLookups } from '@/lib/policy/needed-lookups';
import { permissionByRule, type RelayPermission, relayPermission } from '@/lib/routing/relay-permission';
import { type Judgement, judge, type Passed, type Refused, settingOf, undecided } from './judge';
import { mostAllowed } from './message-limits';

export interface EnvelopeRecipient {
  readonly address: string;
  readonly domain: string;
  readonly relayed: boolean;
  /** Those of the transaction and its own, as known at RCPT. */
  readonly facts: Facts;
}

interface EnvelopeStart {
  /** The policy that was in force at MAIL stays in force for this transaction. */
  readonly compiled: CompiledPolicy;
  /** Whether the client could encrypt the connection. */
  readonly tlsOffered: boolean;
  readonly remoteIp: string;
  readonly authenticatedUser: string | null;
  /** Octets; null if the client has not said. */
  readonly declaredSize: number | null;
  /** What is known from MAIL on. */
  readonly facts: Facts;
}

/** What is answered to RCPT. */
export type EnvelopeAnswer =
  | { readonly kind: 'accepted'; readonly reply: Reply; readonly recipient: EnvelopeRecipient; readonly judgement: Passed }
  | { readonly kind: 'refused'; readonly reply: Reply; readonly recipient: EnvelopeRecipient; readonly judgement: Refused }
  /** Named before, or to be sent in another transaction: nothing is recorded. `judgement` null: the rules were not asked. */
  | {
      readonly kind: 'passed-over';
      readonly reply: Reply;
      readonly recipient: EnvelopeRecipient | null;
      readonly judgement: Passed | null;
    };

/** The recipients of one transaction, all of whom get one answer after DATA (docs/decisions/007). */
export class Envelope {
  private readonly addresses = new Set<string>();
  /** Those of the transaction, with what has been looked up since. */
  private known: Facts;
  /** What was looked up for one recipient alone, by its address. */
  private readonly ofRecipients = new Map<string, Facts>();
  private residue: string | null = null;
  private allowed: MessageLimits;

  constructor(private readonly start: EnvelopeStart) {
    this.allowed = start.compiled.largest;
    this.known = start.facts;
  }

  get facts(): Facts {
    return this.known;
  }

  /** Something has been looked up for the transaction. */
  learn(found: Facts): void {
    this.known = learn(this.known, found);
  }

  /** Something has been looked up for one recipient alone. */
  learnOf(address: string, found: Facts): void {
    this.ofRecipients.set(address, { ...this.ofRecipients.get(address), ...found });
  }

  /** Under which a recipient is known; null if it is none. */
  addressOf(mailbox: Mailbox): string | null {
    return this.candidate(mailbox)?.recipient.address ?? null;
  }

  /** All that is known of a recipient before the message has come. */
  factsOf({ address, facts }: EnvelopeRecipient): Facts {
    return { ...learn(facts, this.known), ...this.ofRecipients.get(address) };
  }

  /** What has to be looked up before this recipient is added. */
  lookupsFor(mailbox: Mailbox): readonly Lookup[] {
    const candidate = this.candidate(mailbox);
    if (candidate === null || this.addresses.has(candidate.recipient.address) || this.isHopeless(candidate)) return [];
    return neededLookups(this.start.compiled, candidate.recipient.facts, 'rcpt');
  }

  /** What the message may have at most: what the recipients so far have in common. */
  get limits(): MessageLimits {
    return this.allowed;
  }

  /** @param mailbox domain null: the postmaster of the first local domain (RFC 5321 4.1.1.3) */
  add(mailbox: Mailbox): EnvelopeAnswer {
    const { compiled, tlsOffered, authenticatedUser, declaredSize } = this.start;
    const candidate = this.candidate(mailbox);
    if (candidate === null) return passedOver(REPLIES.noPostmaster);
    const { recipient, permission } = candidate;
    if (this.addresses.has(recipient.address)) return passedOver(REPLIES.recipientOk);
    if (this.isHopeless(candidate)) {
      const decision = undecided(compiled.policy.revision, 'rcpt');
      return refused(recipient, { kind: 'refused', reply: REPLIES.relayingDenied, decision, rule: null });
    }
    const judgement = judge(compiled, recipient.facts, 'rcpt', tlsOffered);
    const noSender = mayNotSend(permission, judgement.decision, recipient.facts, authenticatedUser);
    if (noSender !== null) return refused(recipient, noSender);
    if (judgement.kind === 'refused') return refused(recipient, judgement);
    const { decision } = judgement;
    const maxRecipients = settingOf(decision, 'maxRecipients', compiled.policy.acceptance.maxRecipients);
    if (maxRecipients === null) return refused(recipient, { kind: 'refused', reply: LOOKUP_FAILED_REPLY, decision, rule: null });
    if (this.addresses.size >= maxRecipients) return { kind: 'passed-over', reply: REPLIES.tooManyRecipients, recipient, judgement };
    const allowed = mostAllowed(compiled, decision);
    if ((declaredSize ?? 0) > allowed.maxMessageSize) {
      return refused(recipient, { kind: 'refused', reply: REPLIES.messageTooLarge, decision, rule: null });
    }
    // One transaction carries only recipients that get one answer.
    if (this.residue !== null && this.residue !== judgement.residue) {
      return { kind: 'passed-over', reply: REPLIES.otherRulesApply, recipient, judgement };
    }
    this.residue = judgement.residue;
    this.allowed = allowed;
    this.addresses.add(recipient.address);
    return { kind: 'accepted', reply: REPLIES.recipientOk, recipient, judgement };
  }

  /** Whether the rules may come to ask who signed the message. */
  mayNeedSignatures(recipient: EnvelopeRecipient): boolean {
    return mayNeedSignatures(this.start.compiled, this.factsOf(recipient));
  }

  /** What has to be looked up before an accepted recipient is judged after DATA. */
  lookupsForMessage(recipient: EnvelopeRecipient, message: Facts): readonly Lookup[] {
    return neededLookups(this.start.compiled, { ...this.factsOf(recipient), ...message }, 'data');
  }

  /** Judges an accepted recipient after DATA. The recipients share their residue, so either all are refused or none is. */
  judgeMessage(recipient: EnvelopeRecipient, message: Facts): Judgement {
    return judge(this.start.compiled, { ...this.factsOf(recipient), ...message }, 'data', this.start.tlsOffered);
  }

  /** Null: there is no domain for a postmaster without one. */
  private candidate(mailbox: Mailbox): Candidate | null {
    const { compiled, remoteIp, authenticatedUser } = this.start;
    const domain = mailbox.domain ?? compiled.policy.localDomains[0]?.domain;
    if (domain === undefined) return null;
    // Before the rules, so that no mistake in a rule makes an open relay: only one about relaying itself can widen it.
    const permission = relayPermission(compiled, { recipientDomain: domain, remoteIp, authenticatedUser });
    const address = `${mailbox.localPart}@${domain}`;
    const known = { ...this.known, ...this.ofRecipients.get(address) };
    return { recipient: recipientOf(known, { address, domain, relayed: permission !== 'local' }), permission };
  }

  private isHopeless({ permission }: Candidate): boolean {
    return permission === 'denied' && !this.start.compiled.reads.session.includes('relaying');
  }
}

interface Candidate {
  readonly recipient: EnvelopeRecipient;
  readonly permission: RelayPermission;
}

/** What the client is refused with because it may not send to this recipient at all; null if it may. */
export function mayNotSend(permission: RelayPermission, decision: Decision, facts: Facts, user: string | null): Refused | null {
  const { localDelivery, relaying } = decision.settings;
  const said = permission === 'local' ? localDelivery : relaying;
  if (said !== undefined && said.state !== 'decided') return { kind: 'refused', reply: LOOKUP_FAILED_REPLY, decision, rule: null };
  const rule = said?.by.kind === 'rule' ? said.by.ruleId : null;
  switch (permissionByRule(permission, said?.value ?? null, user)) {
    case 'local':
    case 'relay':
      return null;
    case 'denied':
      return { kind: 'refused', reply: permission === 'local' ? REPLIES.localDeliveryDenied : REPLIES.relayingDenied, decision, rule };
    case 'sign-in-first':
      return { kind: 'refused', reply: facts['connection.encrypted'] === true ? REPLIES.signInFirst : REPLIES.tlsFirst, decision, rule };
  }
}

function refused(recipient: EnvelopeRecipient, judgement: Refused): EnvelopeAnswer {
  return { kind: 'refused', reply: judgement.reply, recipient, judgement };
}

function passedOver(reply: Reply): EnvelopeAnswer {
  return { kind: 'passed-over', reply, recipient: null, judgement: null };
}

function recipientOf(known: Facts, recipient: Omit<EnvelopeRecipient, 'facts'>): EnvelopeRecipient {
  const { address, domain, relayed } = recipient;
  return {
    ...recipient,
    facts: { ...known, 'recipient.address': address, 'recipient.domain': domain, 'recipient.relayed': relayed },
  };
}
