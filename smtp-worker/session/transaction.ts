import type { Mailbox } from '@/lib/mail/address';
import { REPLIES } from '@/lib/mail/replies';
import { formatReply, type Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import type { NewRecipient } from '@/lib/queue/transaction';
import { relayPermission } from '@/lib/routing/relay-permission';
import type { MailParameters, RecipientParameters } from './esmtp-parameters';
import { recipientFacts } from './gather-facts';
import { type Judgement, judge, type Passed, type Refused, undecided } from './judge';
import type { Client } from './session-context';

export interface AcceptedRecipient {
  readonly address: string;
  readonly domain: string;
  readonly relayed: boolean;
  readonly parameters: RecipientParameters;
  readonly facts: Facts;
}

export interface JudgedRecipient {
  readonly recipient: AcceptedRecipient;
  readonly judgement: Judgement;
}

export interface TransactionStart {
  readonly client: Client;
  readonly queueId: string;
  readonly startedAt: Date;
  /** The policy that was in force at MAIL stays in force for this transaction. */
  readonly compiled: CompiledPolicy;
  readonly user: string | null;
  /** Whether the client could encrypt the connection. */
  readonly tlsOffered: boolean;
  readonly sender: Mailbox | null;
  readonly parameters: MailParameters;
  readonly facts: Facts;
}

/** What became of RCPT. `refusal` is null where nothing is to be recorded. */
export interface RecipientAnswer {
  readonly reply: Reply;
  readonly refusal: { readonly address: string; readonly refused: Refused } | null;
}

/** A transaction from MAIL on: collects the recipients, all of whom get one answer after DATA. */
export class Transaction {
  readonly recipients: AcceptedRecipient[] = [];
  /** Refused at RCPT; recorded with the transaction. */
  readonly refused: NewRecipient[] = [];
  private readonly addresses = new Set<string>();
  private residue: string | null = null;

  constructor(readonly start: TransactionStart) {}

  /** @param recipient domain null: the postmaster of the first local domain (RFC 5321 4.1.1.3) */
  addRecipient(recipient: Mailbox, parameters: RecipientParameters): RecipientAnswer {
    const { compiled, client, user, facts, tlsOffered } = this.start;
    const domain = recipient.domain ?? compiled.policy.localDomains[0]?.domain;
    if (domain === undefined) return answer(REPLIES.noPostmaster);
    const address = `${recipient.localPart}@${domain}`;
    if (this.addresses.has(address)) return answer(REPLIES.recipientOk);
    if (this.recipients.length >= compiled.policy.acceptance.maxRecipients) return answer(REPLIES.tooManyRecipients);

    // Before the rules, so that no mistake in a rule makes an open relay.
    const permission = relayPermission(compiled, { recipientDomain: domain, remoteIp: client.ip, authenticatedUser: user });
    const relayed = permission !== 'local';
    const known = recipientFacts(facts, { address, domain, relayed });
    const accepted = { address, domain, relayed, parameters, facts: known };
    if (permission === 'denied') {
      const decision = undecided(compiled.policy.revision, 'rcpt');
      return this.refuse(accepted, { kind: 'refused', reply: REPLIES.relayingDenied, decision, rule: null });
    }
    const judgement = judge(compiled, known, 'rcpt', tlsOffered);
    if (judgement.kind === 'refused') return this.refuse(accepted, judgement);
    // One transaction carries only recipients that get one answer.
    if (this.residue !== null && this.residue !== judgement.residue) return answer(REPLIES.otherRulesApply);
    this.residue = judgement.residue;
    this.addresses.add(address);
    this.recipients.push(accepted);
    return answer(REPLIES.recipientOk);
  }

  /** Judges every recipient once the size is known. They share their residue, so either all are refused or none is. */
  judgeMessage(size: number): JudgedRecipient[] {
    const { compiled, tlsOffered } = this.start;
    return this.recipients.map((recipient) => ({
      recipient,
      judgement: judge(compiled, { ...recipient.facts, 'message.size': size }, 'data', tlsOffered),
    }));
  }

  private refuse(recipient: AcceptedRecipient, refused: Refused): RecipientAnswer {
    this.refused.push(refusedRecipient(recipient, refused));
    return { reply: refused.reply, refusal: { address: recipient.address, refused } };
  }
}

function answer(reply: Reply): RecipientAnswer {
  return { reply, refusal: null };
}

export function refusedRecipient(recipient: AcceptedRecipient, { reply, decision, rule }: Omit<Refused, 'kind'>): NewRecipient {
  return { ...recorded(recipient, reply), state: 'refused', decision, decidedByRule: rule, nextAttemptAt: null, expiresAt: null };
}

/** A recipient as it enters the queue, or the record of one whose message is dropped. `lifetime` in seconds. */
export function queuedRecipient(recipient: AcceptedRecipient, judged: Passed, reply: Reply, now: Date, lifetime: number): NewRecipient {
  const common = { ...recorded(recipient, reply), decision: judged.decision, decidedByRule: judged.rule };
  if (judged.outcome === 'discard') return { ...common, state: 'discarded', nextAttemptAt: null, expiresAt: null };
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  return { ...common, state: judged.outcome === 'hold' ? 'held' : 'pending', nextAttemptAt: now, expiresAt };
}

function recorded({ address, domain, relayed, parameters }: AcceptedRecipient, reply: Reply) {
  return { address, domain, relayed, reply: formatReply(reply), dsnNotify: parameters.dsnNotify, dsnOrcpt: parameters.dsnOrcpt };
}
