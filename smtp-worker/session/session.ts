import type { Readable } from 'node:stream';
import { bannerOf, offerOf } from '@/lib/acceptance/greeting';
import { asGreeting, judge } from '@/lib/acceptance/judge';
import { answerToMessage, mostAllowed } from '@/lib/acceptance/message-limits';
import type { DkimListener } from '@/lib/lookups/dkim';
import type { LookupMessage, LookupSubject } from '@/lib/lookups/mail-lookups';
import { type Mailbox, parseMailbox } from '@/lib/mail/address';
import { receivedHeader } from '@/lib/mail/received-header';
import { queuedReply, REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import { type AcceptanceSettings, DEFAULT_ACCEPTANCE } from '@/lib/policy/basic-settings';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import { mailDate } from '../intake/mail-date';
import { receiveMessage } from '../intake/receive-message';
import { checkPassword, SIGN_IN_REPLIES } from './check-password';
import { type Offers, parseMailParameters, parseRecipientParameters } from './esmtp-parameters';
import { connectFacts, mailFacts, messageFacts } from './gather-facts';
import { Ledger, type TransferredMessage } from './ledger';
import { lookUpForRecipient, type WantedOfRecipient } from './look-up-for-recipient';
import type { PathCommand } from './path-command';
import type { Client, SessionContext, SessionTls } from './session-context';
import { SessionLookups } from './session-lookups';
import { Transaction } from './transaction';

/**
 * One client's session: gathers the facts, asks the policy and carries out what it says. Knows no socket: the connection hands in what the
 * client said and sends the replies.
 */
export class Session {
  private tls: SessionTls | null = null;
  private hello: { readonly name: string; readonly extended: boolean; readonly offers: Offers } | null = null;
  private user: string | null = null;
  private transaction: Transaction | null = null;
  private readonly openedAt: Date;
  private readonly ledger: Ledger;
  private readonly lookups: SessionLookups;

  constructor(
    private readonly context: SessionContext,
    readonly client: Client,
  ) {
    this.openedAt = context.now();
    this.lookups = new SessionLookups(context.lookups);
    this.ledger = new Ledger(context, () => this.snapshot());
    this.ledger.opened();
  }

  /** The settings in force now; a transaction keeps those that it began with. */
  settings(): AcceptanceSettings {
    return this.context.policy()?.policy.acceptance ?? DEFAULT_ACCEPTANCE;
  }

  /** What the last EHLO has offered; before the first, what it would. */
  async offers(): Promise<Offers> {
    return this.hello?.offers ?? (await this.offersNow());
  }

  private async offersNow(): Promise<Offers> {
    const compiled = this.context.policy();
    const known = connectFacts(this.client, this.tls, this.context.now());
    const facts = compiled === null ? known : await this.lookups.complete(compiled, known, 'ehlo', this.subject(null));
    const offer = compiled === null ? DEFAULT_ACCEPTANCE.offer : offerOf(compiled, facts);
    return { ...offer, starttls: offer.starttls && this.tls === null, auth: this.tls !== null };
  }

  /** Octets; what a rule can allow more to some is announced to all, since at EHLO nobody knows yet who sends to whom. */
  get largestSize(): number {
    return this.context.policy()?.largest.maxMessageSize ?? DEFAULT_ACCEPTANCE.maxMessageSize;
  }

  get encrypted(): boolean {
    return this.tls !== null;
  }

  get greeted(): boolean {
    return this.hello !== null;
  }

  get signedIn(): boolean {
    return this.user !== null;
  }

  /** How many recipients the open transaction has; null outside a transaction. */
  get recipients(): number | null {
    return this.transaction?.recipients.length ?? null;
  }

  /** What to refuse the connection with, or the banner to welcome the client with (empty: none). */
  async connect(): Promise<Reply | { readonly banner: string }> {
    const compiled = this.context.policy();
    if (compiled === null) return this.putOff('connect', REPLIES.noPolicy);
    const known = connectFacts(this.client, this.tls, this.context.now());
    const facts = await this.lookups.complete(compiled, known, 'connect', this.subject(null));
    if (this.lookups.cancelled) return DEFAULT_ACCEPTANCE;
    const judgement = judge(compiled, facts, 'connect', true);
    if (judgement.kind === 'passed') return { banner: bannerOf(compiled, judgement.decision, facts) };
    const reply = asGreeting(judgement.reply);
    this.ledger.refusedEarly({ stage: 'connect', compiled, refused: { ...judgement, reply }, facts, sender: '', parameters: null });
    return reply;
  }

  /** TLS is established. All that was said before is forgotten (RFC 3207 4.2). */
  secured(tls: SessionTls): void {
    this.reset();
    this.hello = null;
    this.user = null;
    this.tls = tls;
    const { version, cipher, clientCertificate } = tls;
    const certificate = clientCertificate?.sha256 ?? null;
    this.context.metrics.tlsSessions.inc({ listener: this.client.listener, tls_version: version });
    this.context.log.event('tls-established', { session: this.client.sessionId, version, cipher, clientCertificate: certificate });
  }

  /** What the client may use from now on. */
  async greet(name: string, extended: boolean): Promise<Offers> {
    this.reset();
    const offers = await this.offersNow();
    this.hello = { name, extended, offers };
    return offers;
  }

  async signIn(mechanism: string, credentials: { name: string; password: string }): Promise<Reply> {
    const { outcome, user } = await checkPassword(this.context, this.client.ip, credentials);
    this.user = user;
    this.context.metrics.signIns.inc({ outcome });
    this.context.log.event('auth', { session: this.client.sessionId, user: credentials.name.slice(0, 256), mechanism, outcome });
    return SIGN_IN_REPLIES[outcome];
  }

  async mail({ path, parameters: given }: PathCommand): Promise<Reply> {
    if (this.client.submission && this.user === null) return this.tls === null ? REPLIES.tlsFirst : REPLIES.signInFirst;
    const compiled = this.context.policy();
    if (compiled === null) return this.putOff('mail', REPLIES.noPolicy);
    const offers = await this.offers();
    const parameters = parseMailParameters(given, offers);
    if ('code' in parameters) return parameters;
    if (isInternationalised(path) && !parameters.smtpUtf8) return REPLIES.needsSmtpUtf8;
    const sender = parseMailbox(path);
    if (path !== '' && (sender === null || sender.domain === null)) return REPLIES.badSender;

    const startedAt = this.context.now();
    const known = this.mailFacts(compiled, sender, parameters.size, startedAt);
    const facts = await this.lookups.complete(compiled, known, 'mail', this.subject(sender));
    // The client has gone: its reply is never read.
    if (this.lookups.cancelled) return REPLIES.closing;
    const tlsOffered = offers.starttls;
    const judgement = judge(compiled, facts, 'mail', tlsOffered);
    if (judgement.kind === 'refused') {
      const refusal = { compiled, refused: judgement, facts, sender: sender?.address ?? '', parameters };
      this.ledger.refusedEarly({ stage: 'mail', ...refusal });
      return judgement.reply;
    }
    if ((parameters.size ?? 0) > mostAllowed(compiled, judgement.decision).maxMessageSize) return REPLIES.messageTooLarge;
    if (!(await this.context.database.reachable())) return this.putOff('mail', REPLIES.databaseAway);
    const { client, user } = this;
    const queueId = this.context.newQueueId();
    this.transaction = new Transaction({ client, queueId, startedAt, compiled, user, tlsOffered, sender, parameters, facts });
    return REPLIES.senderOk;
  }

  async rcpt({ path, parameters: given }: PathCommand): Promise<Reply> {
    const { transaction } = this;
    if (transaction === null) return REPLIES.mailFirst;
    const parameters = parseRecipientParameters(given, await this.offers());
    if ('code' in parameters) return parameters;
    if (isInternationalised(path) && !transaction.start.parameters.smtpUtf8) return REPLIES.needsSmtpUtf8;
    const recipient = parseMailbox(path);
    if (recipient === null) return path !== '' && !path.includes('@') ? REPLIES.recipientNeedsDomain : REPLIES.badRecipient;
    const wanted = { recipient: transaction.addressOf(recipient) ?? '', subject: this.subject(transaction.start.sender) };
    try {
      await this.lookUpFor(transaction, { ...wanted, needed: () => transaction.lookupsFor(recipient) });
    } catch (error) {
      this.context.database.lost(error);
      return this.putOff('rcpt', REPLIES.databaseAway);
    }
    if (this.lookups.cancelled) return REPLIES.closing;
    const { reply, refusal } = transaction.addRecipient(recipient, parameters);
    if (refusal !== null) this.ledger.refusedRecipient(transaction, refusal.address, refusal.refused);
    return reply;
  }

  /**
   * Reads the message of the open transaction to its end, and ends the transaction. Null: the client has gone before.
   * @param refusesEarly what is refused for its size or its line ends is not read on
   */
  async message(stream: Readable, refusesEarly: boolean): Promise<Reply | null> {
    const { transaction } = this;
    if (transaction === null) return REPLIES.mailFirst;
    // From here on its end is decided here, even if the client goes away meanwhile.
    this.transaction = null;
    const { compiled, queueId } = transaction.start;
    const header = this.traceHeader(transaction);
    const listener = transaction.mayNeedSignatures ? this.lookups.listen(this.context.now()) : null;
    const append = (sequence: number, data: Buffer) => this.context.appendChunk(queueId, sequence, data);
    const limits = { ...transaction.limits, refusesEarly };
    const received = await receiveMessage(stream, header, limits, compiled.headers, append, listener);
    if (received.kind === 'cut-off') {
      this.ledger.givenUp(transaction);
      return null;
    }
    if (received.kind === 'not-stored') {
      return this.ledger.notStored(queueId, received.error);
    }
    const message: TransferredMessage = { scan: received.scan, facts: messageFacts(received.scan, transaction.recipients.length) };
    try {
      if (received.kind === 'complete') await this.lookUpForMessage(transaction, message.facts, listener);
    } catch (error) {
      return this.ledger.notStored(queueId, error);
    }
    const judged = transaction.judgeMessage(message.facts);
    const judgements = judged.map(({ judgement }) => judgement);
    const refused = received.kind === 'refused' ? received.reply : answerToMessage(compiled, received.scan, judgements);
    if (refused !== null) {
      this.ledger.refusedMessage(transaction, message, judged, refused);
      return refused;
    }
    const reply = queuedReply(queueId);
    const body = received.kind === 'complete' ? received.body : null;
    return this.ledger.queued(transaction, message, judged, reply, body);
  }

  /** Forgets the open transaction. */
  reset(): void {
    const { transaction } = this;
    this.transaction = null;
    if (transaction !== null) this.ledger.givenUp(transaction);
  }

  /** The connection is gone. */
  closed(): void {
    this.lookups.cancel();
    this.reset();
    this.ledger.closed(this.openedAt);
  }

  private mailFacts(compiled: CompiledPolicy, sender: Mailbox | null, declaredSize: number | null, now: Date): Facts {
    const { client, tls, user } = this;
    const hello = this.hello ?? { name: '', extended: false };
    return mailFacts(client, { compiled, tls, hello, user, before: this.ledger.acceptedBefore, sender, declaredSize }, now);
  }

  private async lookUpForMessage(transaction: Transaction, facts: Facts, listener: DkimListener | null): Promise<void> {
    const message = listener && { signatures: () => listener.finish(), fromDomains: listener.fromDomains };
    const subject = this.subject(transaction.start.sender, message);
    for (const recipient of transaction.recipients) {
      const needed = () => transaction.lookupsForMessage(recipient, facts);
      await this.lookUpFor(transaction, { recipient: recipient.address, needed, subject });
    }
  }

  private lookUpFor(transaction: Transaction, wanted: WantedOfRecipient): Promise<void> {
    return lookUpForRecipient(this.context.firstSeen, this.lookups, transaction, wanted);
  }

  private subject(sender: Mailbox | null, message: LookupMessage | null = null): LookupSubject {
    const { ip } = this.client;
    return { ip, hostname: this.context.hostname, ehloName: this.hello?.name ?? '', sender: sender?.address ?? null, message };
  }

  private putOff(stage: 'connect' | 'mail' | 'rcpt', reply: Reply): Reply {
    this.ledger.putOff(stage);
    return reply;
  }

  private traceHeader({ start, recipients }: Transaction): string {
    const { hello, tls, user } = this;
    return receivedHeader({
      ehloName: hello?.name ?? '',
      clientIp: this.client.ip,
      hostname: this.context.hostname,
      extended: hello?.extended ?? false,
      smtpUtf8: start.parameters.smtpUtf8,
      authenticated: user !== null,
      tls,
      queueId: start.queueId,
      onlyRecipient: recipients.length === 1 ? (recipients[0]?.address ?? null) : null,
      date: mailDate(this.context.now()),
    });
  }

  private snapshot() {
    return { workerId: this.context.workerId, client: this.client, ehloName: this.hello?.name ?? '', tls: this.tls, user: this.user };
  }
}

/** As it was said: a U-label needs SMTPUTF8 although its A-label would not (RFC 6531 3.3). */
function isInternationalised(path: string): boolean {
  return /[\u0080-\u{10ffff}]/u.test(path);
}
