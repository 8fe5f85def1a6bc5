import type { Refused } from '@/lib/acceptance/judge';
import type { Answered } from '@/lib/acceptance/notifications';
import { finalRecipients } from '@/lib/acceptance/recipient-changes';
import { ruleOutcomes } from '@/lib/acceptance/rule-outcomes';
import { REPLIES } from '@/lib/mail/replies';
import { formatReply, type Reply } from '@/lib/mail/reply';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Decision } from '@/lib/policy/decision';
import type { Facts } from '@/lib/policy/facts';
import type { Stage } from '@/lib/policy/stages';
import type { NewRecipient, NewTransaction } from '@/lib/queue/transaction';
import { reasonOf } from '../database-state';
import type { ScanResult } from '../intake/message-scan';
import { isFull } from '../intake/why-not-stored';
import type { MailParameters } from './esmtp-parameters';
import { type RecordedSession, toRecord } from './record';
import type { SessionContext } from './session-context';
import { type AcceptedCause, type JudgedRecipient, queuedRecipient, refusedRecipient, type Transaction } from './transaction';

/** A refusal before any recipient. `sender` is empty for the null sender. */
export interface EarlyRefusal {
  readonly stage: Extract<Stage, 'connect' | 'mail'>;
  readonly compiled: CompiledPolicy;
  readonly refused: Refused;
  readonly facts: Facts;
  readonly sender: string;
  readonly parameters: MailParameters | null;
}

/** A message whose end has come: what was found in it, and what the rules know of it. */
export interface TransferredMessage {
  readonly scan: ScanResult;
  readonly facts: Facts;
}

/** What a session leaves behind: records, hits and notifications of rules, counters and log lines. */
export class Ledger {
  private accepted = { messages: 0, bytes: 0 };
  private refused = 0;

  constructor(
    private readonly context: SessionContext,
    /** The session as it is now. */
    private readonly session: () => RecordedSession,
  ) {}

  /** Messages accepted in this session so far, and their octets. */
  get acceptedBefore(): { readonly messages: number; readonly bytes: number } {
    return this.accepted;
  }

  opened(): void {
    const { sessionId, listener, ip, port } = this.session().client;
    this.context.metrics.sessions.inc({ listener });
    this.context.log.event('session-opened', { session: sessionId, listener, clientIp: ip, clientPort: port });
  }

  closed(openedAt: Date): void {
    const durationMs = this.context.now().getTime() - openedAt.getTime();
    this.context.log.event('session-closed', { session: this.id, durationMs, accepted: this.accepted.messages, refused: this.refused });
  }

  /** A connection or a sender has been refused. */
  refusedEarly({ stage, compiled, refused, facts, sender, parameters }: EarlyRefusal): void {
    this.countRules([refused.decision]);
    const { revision } = compiled.policy;
    const [id, at, reply] = [this.context.newQueueId(), this.context.now(), formatReply(refused.reply)];
    this.refusal(stage, refused, id, sender, null);
    this.tell(id, stage === 'connect' ? null : sender, refused.reply, [{ recipient: null, decision: refused.decision }], null);
    const common = { queueId: id, at, sender, accepted: false, stage, reply, revision, facts, parameters };
    this.recordRefused(toRecord(this.session(), { ...common, decision: refused.decision, scan: null, recipients: [], body: null }));
  }

  /** A recipient has been refused; it is recorded when its transaction ends. */
  refusedRecipient(transaction: Transaction, address: string, refused: Refused): void {
    this.refusal('rcpt', refused, transaction.start.queueId, senderOf(transaction), address);
    const { decision, reply } = refused;
    this.countRules([decision]);
    this.tell(transaction.start.queueId, senderOf(transaction), reply, [{ recipient: address, decision }], null);
  }

  /** A transaction was given up without a message; what was refused in it stays. */
  givenUp(transaction: Transaction): void {
    const last = transaction.refused.at(-1);
    if (last === undefined) return;
    this.recordRefused(this.record(transaction, 'rcpt', last.reply, transaction.refused, { accepted: false, message: null, body: null }));
  }

  /** The message was refused after its end, for all its recipients. */
  refusedMessage(transaction: Transaction, message: TransferredMessage, judged: readonly JudgedRecipient[], reply: Reply): void {
    const rule = judged.map(({ judgement }) => judgement).find(({ kind }) => kind === 'refused')?.rule ?? null;
    const now = judged.map(({ recipient, judgement }) => refusedRecipient(recipient, { reply, decision: judgement.decision, rule }));
    const [first] = judged;
    if (first !== undefined) this.refusal('data', { reply, rule }, transaction.start.queueId, senderOf(transaction), null);
    this.countRules(judged.map(({ judgement }) => judgement.decision));
    this.tell(transaction.start.queueId, senderOf(transaction), reply, judged.map(asTold), message.scan.messageId);
    const recipients = [...transaction.refused, ...now];
    this.recordRefused(this.record(transaction, 'data', formatReply(reply), recipients, { accepted: false, message, body: null }));
  }

  /** Puts the message into the queue. Resolves to `reply` when it is durably there, else to why it is not. */
  async queued(
    transaction: Transaction,
    message: TransferredMessage,
    judged: readonly JudgedRecipient[],
    reply: Reply,
    body: Buffer | null,
  ): Promise<Reply> {
    const { queueId, compiled } = transaction.start;
    const lifetime = compiled.policy.routing.queueLifetime;
    const causes = judged.flatMap(({ recipient, judgement }): AcceptedCause[] =>
      judgement.kind === 'passed' ? [{ recipient, judgement }] : [],
    );
    const accepted = finalRecipients(compiled, causes).map((final) => queuedRecipient(final, reply, this.context.now(), lifetime));
    const kept = accepted.some(({ state }) => state === 'pending' || state === 'held') ? body : null;
    const recipients = [...transaction.refused, ...accepted];
    const record = this.record(transaction, 'data', formatReply(reply), recipients, { accepted: true, message, body: kept });
    try {
      await this.context.batcher.accept(record);
    } catch (error) {
      return this.notStored(queueId, error);
    }
    const { size } = message.scan;
    this.accepted = { messages: this.accepted.messages + 1, bytes: this.accepted.bytes + size };
    this.countRules(judged.map(({ judgement }) => judgement.decision));
    this.tell(queueId, senderOf(transaction), reply, judged.map(asTold), message.scan.messageId);
    this.context.metrics.transactions.inc({ outcome: 'accepted', stage: 'data' });
    this.context.metrics.receivedBytes.inc(size);
    this.context.traffic.answered(record);
    const [session, sender] = [this.id, senderOf(transaction)];
    this.context.log.event('transaction-accepted', { session, queueId, sender, recipients: accepted.length, size });
    return reply;
  }

  /** Returns the answer to the client. */
  notStored(queueId: string, error: unknown): Reply {
    this.context.database.lost(error);
    this.context.log.event('transaction-not-stored', { session: this.id, queueId, reason: reasonOf(error) });
    this.putOff('data');
    return isFull(error) ? REPLIES.queueFull : REPLIES.databaseAway;
  }

  /** Answered 4xx for a reason of ours; nothing is recorded. */
  putOff(stage: Stage): void {
    this.context.metrics.transactions.inc({ outcome: 'put-off', stage });
    this.context.traffic.received('put-off', this.session().tls?.version ?? null);
  }

  private get id(): string {
    return this.session().client.sessionId;
  }

  private refusal(
    stage: Stage,
    { reply, rule }: Pick<Refused, 'reply' | 'rule'>,
    queueId: string,
    sender: string,
    recipient: string | null,
  ): void {
    this.refused += 1;
    this.context.metrics.transactions.inc({ outcome: reply.code >= 500 ? 'refused' : 'put-off', stage });
    this.context.log.event('transaction-refused', { session: this.id, queueId, stage, sender, recipient, reply: formatReply(reply), rule });
  }

  private recordRefused(record: NewTransaction): void {
    this.context.traffic.answered(record);
    this.context.batcher.record(record);
  }

  private countRules(decisions: readonly Decision[]): void {
    for (const outcome of ruleOutcomes(decisions)) this.context.countRule(outcome);
  }

  /** Whom the rules notify. The answer stands, whatever becomes of that. */
  private tell(queueId: string, sender: string | null, reply: Reply, told: readonly Told[], messageId: string | null): void {
    const { client, tls } = this.session();
    const refusal = reply.code >= 500 ? 'reject' : reply.code >= 400 ? 'tempfail' : null;
    const answered: Answered = {
      at: this.context.now().toISOString(),
      client: client.ip,
      tlsVersion: tls?.version ?? null,
      sender,
      reply: formatReply(reply),
      queueId,
      decisions: told.map(({ recipient, decision, outcome = 'accept' }) => ({ recipient, decision, outcome: refusal ?? outcome })),
    };
    this.context.notify(answered, messageId);
  }

  private record(
    transaction: Transaction,
    stage: Stage,
    reply: string,
    recipients: readonly NewRecipient[],
    { accepted, message, body }: { accepted: boolean; message: TransferredMessage | null; body: Uint8Array | null },
  ) {
    const { queueId, startedAt, compiled, parameters } = transaction.start;
    return toRecord(this.session(), {
      queueId,
      at: startedAt,
      sender: senderOf(transaction),
      stage,
      reply,
      revision: compiled.policy.revision,
      facts: { ...transaction.facts, ...message?.facts },
      decision: null,
      parameters,
      recipients,
      accepted,
      scan: message?.scan ?? null,
      body,
    });
  }
}

interface Told {
  /** Null where the answer concerns no recipient. */
  readonly recipient: string | null;
  readonly decision: Decision;
  /** Of what was accepted. */
  readonly outcome?: 'accept' | 'discard' | 'hold';
}

function asTold({ recipient: { address }, judgement }: JudgedRecipient): Told {
  return { recipient: address, decision: judgement.decision, ...(judgement.kind === 'passed' ? { outcome: judgement.outcome } : {}) };
}

function senderOf(transaction: Transaction): string {
  return transaction.start.sender?.address ?? '';
}
