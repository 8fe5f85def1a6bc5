import { headerEditsOf } from '@/lib/acceptance/additions';
import { Envelope, type EnvelopeRecipient } from '@/lib/acceptance/envelope';
import type { Judgement, Passed, Refused } from '@/lib/acceptance/judge';
import type { FinalRecipient } from '@/lib/acceptance/recipient-changes';
import type { Mailbox } from '@/lib/mail/address';
import { formatReply, type Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import { type Facts, isKnown } from '@/lib/policy/facts';
import type { MessageLimits } from '@/lib/policy/largest-limits';
import type { Lookup } from '@/lib/policy/lookup-facts';
import type { NewRecipient } from '@/lib/queue/transaction';
import type { MailParameters, RecipientParameters } from './esmtp-parameters';
import type { Client } from './session-context';

export interface AcceptedRecipient extends EnvelopeRecipient {
  readonly parameters: RecipientParameters;
}

export interface JudgedRecipient {
  readonly recipient: AcceptedRecipient;
  readonly judgement: Judgement;
}

export interface AcceptedCause extends JudgedRecipient {
  readonly judgement: Passed;
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

/** A transaction from MAIL on: its recipients, with what the client said about each. */
export class Transaction {
  readonly recipients: AcceptedRecipient[] = [];
  /** Refused at RCPT; recorded with the transaction. */
  readonly refused: NewRecipient[] = [];
  private readonly envelope: Envelope;

  constructor(readonly start: TransactionStart) {
    const { compiled, tlsOffered, facts } = start;
    this.envelope = new Envelope({
      compiled,
      tlsOffered,
      facts,
      remoteIp: start.client.ip,
      authenticatedUser: start.user,
      declaredSize: start.parameters.size,
    });
  }

  /** What the message may have at most. */
  get limits(): MessageLimits {
    return this.envelope.limits;
  }

  /** What is known from MAIL on, with what has been looked up since. */
  get facts(): Facts {
    return this.envelope.facts;
  }

  learn(found: Facts): void {
    this.envelope.learn(found);
  }

  learnOf(address: string, found: Facts): void {
    this.envelope.learnOf(address, found);
  }

  addressOf(mailbox: Mailbox): string | null {
    return this.envelope.addressOf(mailbox);
  }

  /** What has to be looked up before this recipient is added. */
  lookupsFor(mailbox: Mailbox): readonly Lookup[] {
    return this.envelope.lookupsFor(mailbox);
  }

  /** Whether the rules may come to ask who signed the message. */
  get mayNeedSignatures(): boolean {
    return this.recipients.some((recipient) => this.envelope.mayNeedSignatures(recipient));
  }

  /** What has to be looked up before the message is judged for an accepted recipient. */
  lookupsForMessage(recipient: AcceptedRecipient, message: Facts): readonly Lookup[] {
    return this.envelope.lookupsForMessage(recipient, message);
  }

  addRecipient(mailbox: Mailbox, parameters: RecipientParameters): RecipientAnswer {
    const { kind, reply, recipient, judgement } = this.envelope.add(mailbox);
    if (kind === 'passed-over') return { reply, refusal: null };
    const accepted = { ...recipient, parameters };
    if (kind === 'accepted') {
      this.recipients.push(accepted);
      return { reply, refusal: null };
    }
    this.refused.push(refusedRecipient(accepted, judgement));
    return { reply, refusal: { address: recipient.address, refused: judgement } };
  }

  /** Judges every recipient once the message is known. They share their residue, so either all are refused or none is. */
  judgeMessage(message: Facts): JudgedRecipient[] {
    return this.recipients.map((recipient) => ({
      recipient: { ...recipient, facts: this.envelope.factsOf(recipient) },
      judgement: this.envelope.judgeMessage(recipient, message),
    }));
  }
}

export function refusedRecipient(recipient: AcceptedRecipient, { reply, decision, rule }: Omit<Refused, 'kind'>): NewRecipient {
  const nothing = { headerEdits: [], origin: null, nextAttemptAt: null, expiresAt: null };
  return { ...recorded(recipient, reply), ...nothing, state: 'refused', decision, decidedByRule: rule };
}

/** A recipient as it enters the queue, or the record of one that gets nothing. `lifetime` in seconds. */
export function queuedRecipient(final: FinalRecipient<AcceptedCause>, reply: Reply, now: Date, lifetime: number): NewRecipient {
  const { cause, address, domain, relayed, fate, origin } = final;
  const { recipient, judgement } = cause;
  const common = {
    ...recorded({ ...recipient, address, domain, relayed, parameters: parametersOf(final) }, reply),
    headerEdits: headerEditsOf(judgement.decision, recipient.facts),
    origin,
    decision: judgement.decision,
    decidedByRule: origin?.rule.ruleId ?? judgement.rule,
  };
  if (fate === 'discard' || fate === 'redirect') {
    return { ...common, state: fate === 'discard' ? 'discarded' : 'redirected', nextAttemptAt: null, expiresAt: null };
  }
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  return { ...common, state: fate === 'hold' ? 'held' : 'pending', nextAttemptAt: now, expiresAt };
}

/** A blind copy is not reported on; what is redirected is reported on under the address that the client knows (RFC 3461 5.2.7). */
function parametersOf({ origin, cause: { recipient } }: FinalRecipient<AcceptedCause>): RecipientParameters {
  const { parameters } = recipient;
  if (origin?.kind === 'added') return { dsnNotify: 'NEVER', dsnOrcpt: null };
  return origin?.kind === 'redirected' ? { ...parameters, dsnOrcpt: parameters.dsnOrcpt ?? `rfc822;${origin.of}` } : parameters;
}

function recorded({ address, domain, relayed, facts, parameters }: AcceptedRecipient, reply: Reply) {
  const { 'recipient.firstSeen': firstSeen } = facts;
  const { dsnNotify, dsnOrcpt } = parameters;
  return { address, domain, relayed, reply: formatReply(reply), dsnNotify, dsnOrcpt, firstSeen: isKnown(firstSeen) ? firstSeen : null };
}
