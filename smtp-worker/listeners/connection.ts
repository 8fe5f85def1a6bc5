import type net from 'node:net';
import tls from 'node:tls';
import type { SMTPServer } from 'smtp-server';
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import type { Log } from '@/lib/log/log';
import { REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import { reasonOf } from '../database-state';
import type { Metrics } from '../monitoring/metrics';
import { parsePathCommand } from '../session/path-command';
import type { Session } from '../session/session';
import { looksLikeChunkCommand } from './chunk-command';
import { type Chunk, Chunks } from './chunks';
import { CommandStream, type LineProblem } from './command-stream';
import { decodeLine } from './decode-line';
import { ehloLines } from './ehlo';
import { HeldReplies } from './held-replies';
import { Patience } from './patience';
import { SignIn } from './sign-in';
import { simpleAnswer } from './simple-answer';
import { tlsOf } from './tls-of';

/** A name or address literal has 255 octets at most (RFC 5321 4.5.3.1.2). */
const LONGEST_NAME = 255;

export interface ConnectionOptions {
  readonly hostname: string;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'tlsFailures'>;
  /** Whether the connection is one too many now. */
  readonly isTooMany: () => boolean;
  /** No longer counts as open. Is called more than once. */
  readonly onGone: () => void;
}

/**
 * The SMTP dialogue on one socket. smtp-server does the plumbing (data mode, STARTTLS, closing); every command and reply is ours, since its
 * own replies, limits and addresses are fixed in its code. What a command means is decided by the session.
 */
export class Connection extends SMTPConnection {
  declare _parser: CommandStream | false;
  private readonly signIn: SignIn;
  private readonly chunks: Chunks;
  private readonly held = new HeldReplies();
  private patience: Patience | null = null;
  private errors = 0;
  private stopping = false;
  private receiving = false;

  constructor(
    server: SMTPServer,
    socket: net.Socket | tls.TLSSocket,
    options: SMTPConnectionOptions | null | undefined,
    private readonly mail: Session,
    private readonly own: ConnectionOptions,
  ) {
    super(server, socket, options);
    this.signIn = new SignIn(mail, (challenge) => this.send(334, challenge));
    this.chunks = new Chunks(mail, (error) => this.fault(error));
  }

  override init(): void {
    this.on('error', (error: unknown) => this.broken(error));
    this._setListeners(() => this.afterEarlyTalk(() => this.welcome().catch((error: unknown) => this.failed(error))));
  }

  /** No transaction is begun any more: an idle client is told at once, one that is sending after its message. */
  shutDown(): void {
    this.stopping = true;
    if (this._ready && this.isIdle) this.reply(REPLIES.shuttingDown);
  }

  /** Ends the session, whatever it is about. */
  abort(): void {
    this.reply(REPLIES.shuttingDown);
    this.held.release();
    this._socket.destroy();
  }

  override close(): void {
    // From here on smtp-server has a deadline of its own.
    this.patience?.end();
    this.chunks.abandon();
    super.close();
    this.own.onGone();
  }

  override _onClose(): void {
    const first = !this._closed;
    this.patience?.end();
    this.chunks.abandon();
    super._onClose();
    this.own.onGone();
    if (first) this.mail.closed();
  }

  override _createParser(): CommandStream {
    const parser = new CommandStream(
      (problem, line) => this.refuseLine(problem, line),
      (octets) => this.patience?.received(octets),
      (begins) => (begins ? this.held.hold(this._socket) : this.held.release()),
    );
    parser.oncommand = (line, done) => this._onCommand(line, done);
    parser.on('error', (error) => {
      this.failed(error);
      this.close();
    });
    return parser;
  }

  /** What is held back would never drain. */
  override _whenWritable(go: () => void): void {
    if (this._socket.writableNeedDrain) this.held.release();
    super._whenWritable(go);
  }

  /** Called when the connection is ready to be read, and again when its handshake begins. */
  override _armTimeout(): void {
    this.patience ??= new Patience(this.mail.settings().idleTimeout * 1000, () => this._onTimeout());
    this.patience.renew();
  }

  override _onTimeout(): void {
    const waitsForUs =
      this._handlerPending || this.chunks.isDeciding || (this.receiving && this._parser !== false && !this._parser._dataMode);
    if (waitsForUs) this.patience?.renew();
    else this.reply(REPLIES.idle);
  }

  override _onCommand(command: Buffer, done: () => void = () => undefined): void {
    const next = (): void => this._whenWritable(done);
    // What was sent in clear behind STARTTLS is dropped without a word (CVE-2011-0411).
    if (this._upgrading) {
      next();
      return;
    }
    if (!this._ready) {
      this.reply(REPLIES.talksTooSoon);
      return;
    }
    this.patience?.renew();
    this._handlerPending = true;
    const line = decodeLine(command);
    this.answer(line)
      .then(
        (reply) => {
          if (reply !== null) this.reply(reply);
        },
        (error: unknown) => this.failed(error),
      )
      .finally(() => {
        this._handlerPending = false;
        this.patience?.renew();
        this.held.answered(line);
        next();
      });
  }

  /**
   * Bytes that come with or right after the connection were sent without waiting for the greeting (RFC 5321 3.1). A few turns of the event
   * loop show them; a longer wait, as smtp-server has it, would cost every honest client that opens a connection per message.
   */
  private afterEarlyTalk(go: () => void): void {
    setImmediate(() => setImmediate(() => setImmediate(go)));
  }

  private async welcome(): Promise<void> {
    if (this._closing || this._closed) return;
    this._resetSession();
    if (this._socket instanceof tls.TLSSocket) this.mail.secured(tlsOf(this._socket));
    this._handlerPending = true;
    const answer = this.own.isTooMany() ? REPLIES.tooManyConnections : await this.mail.connect();
    this._handlerPending = false;
    if (this._closing || this._closed) return;
    if ('code' in answer) {
      this.reply(answer);
      this.close();
      return;
    }
    this._ready = true;
    const { banner } = answer;
    this.send(220, `${this.own.hostname} ESMTP${banner === '' ? '' : ` ${banner}`}`);
  }

  /** Nothing is under way that would be lost. */
  private get isIdle(): boolean {
    return this.mail.recipients === null && !this.receiving && !this.chunks.isOpen && !this.chunks.isDeciding && !this._upgrading;
  }

  /** Null: there is nothing more to say. */
  private async answer(line: string): Promise<Reply | null> {
    if (this.stopping && this.isIdle) return REPLIES.shuttingDown;
    if (this.signIn.expectsResponse) return this.signIn.respond(line.trim());
    const [verb = ''] = line.split(' ', 1);
    const argument = line.slice(verb.length).trim();
    if (this.chunks.refuses(verb.toUpperCase())) return REPLIES.chunksUnderWay;
    switch (verb.toUpperCase()) {
      case 'EHLO':
      case 'HELO':
        return this.hello(verb.toUpperCase() === 'EHLO', argument);
      case 'MAIL':
        return this.mailFrom(line);
      case 'RCPT':
        return this.rcptTo(line);
      case 'DATA':
        return this.data(argument);
      case 'BDAT':
        return this.bdat(argument);
      case 'RSET':
        this.chunks.abandon();
        this.mail.reset();
        return REPLIES.ok;
      case 'STARTTLS':
        return this.startTls(argument);
      case 'AUTH':
        return this.auth(argument);
      default:
        return looksLikeChunkCommand(line) ? REPLIES.chunkSizeUnknown : simpleAnswer(verb.toUpperCase(), line);
    }
  }

  private async hello(extended: boolean, name: string): Promise<Reply | null> {
    if (name === '' || /\s|\p{Cc}/u.test(name) || name.length > LONGEST_NAME) return REPLIES.nameExpected;
    this.chunks.abandon();
    const offers = await this.mail.greet(name, extended);
    const lines = extended ? ehloLines(offers, this.mail.largestSize) : [];
    // Neither carries an enhanced code (RFC 2034 3).
    this.send(250, [this.own.hostname, ...lines]);
    return null;
  }

  private async mailFrom(line: string): Promise<Reply> {
    if (!this.mail.greeted) return REPLIES.helloFirst;
    if (this.mail.recipients !== null) return REPLIES.transactionOpen;
    this.chunks.abandon();
    const command = parsePathCommand(line, 'MAIL FROM');
    return command === null ? REPLIES.badSender : this.mail.mail(command);
  }

  private async rcptTo(line: string): Promise<Reply> {
    if (!this.mail.greeted) return REPLIES.helloFirst;
    if (this.mail.recipients === null) return REPLIES.mailFirst;
    const command = parsePathCommand(line, 'RCPT TO');
    return command === null ? REPLIES.badRecipient : this.mail.rcpt(command);
  }

  private data(argument: string): Reply | null {
    if (!this.mail.greeted) return REPLIES.helloFirst;
    if (argument !== '') return REPLIES.noParameterAllowed;
    if (this.mail.recipients === null) return REPLIES.mailFirst;
    if (this.mail.recipients === 0) return REPLIES.recipientFirst;
    if (this._parser === false) return null;
    const parser = this._parser;
    const stream = parser.startDataMode();
    // smtp-server ends the stream when the client goes away.
    this._dataStream = stream;
    this.receiving = true;
    this.send(354, 'End data with <CR><LF>.<CR><LF>');
    this.mail
      .message(stream, false)
      .then(
        (reply) => {
          if (reply !== null) this.reply(reply);
        },
        (error: unknown) => this.failed(error),
      )
      .finally(() => {
        this.receiving = false;
        this._dataStream = false;
        this.patience?.renew();
        if (this.stopping) this.reply(REPLIES.shuttingDown);
        parser.continue();
      });
    return null;
  }

  /** Its octets come right behind it (RFC 3030 2). */
  private async bdat(argument: string): Promise<Reply | null> {
    const chunk = await this.chunks.begin(argument);
    if (chunk === null || this._parser === false) return REPLIES.chunkSizeUnknown;
    this._parser.startChunk(chunk.size, { octets: chunk.take, end: () => this.endChunk(chunk) });
    return null;
  }

  private async endChunk(chunk: Chunk): Promise<void> {
    const reply = await chunk.answer();
    if (reply !== null) this.reply(reply);
    if (this.stopping && this.isIdle) this.reply(REPLIES.shuttingDown);
    this.patience?.renew();
    this.held.release();
    await new Promise<void>((resolve) => this._whenWritable(resolve));
  }

  private async startTls(argument: string): Promise<Reply | null> {
    if (argument !== '') return REPLIES.noParameterAllowed;
    if (this.mail.encrypted) return REPLIES.tlsActive;
    if (!(await this.mail.offers()).starttls) return REPLIES.commandNotImplemented;
    this.reply(REPLIES.readyForTls);
    this.held.release();
    this.upgrade(
      () => undefined,
      () => {
        // A client that has left meanwhile has taken the TLS session along.
        if (this._socket instanceof tls.TLSSocket && !this._socket.destroyed) this.mail.secured(tlsOf(this._socket));
      },
    );
    return null;
  }

  private async auth(argument: string): Promise<Reply | null> {
    if (!this.mail.greeted) return REPLIES.helloFirst;
    if (!this.mail.encrypted) return REPLIES.signInNeedsTls;
    if (this.mail.signedIn) return REPLIES.alreadySignedIn;
    return this.mail.recipients === null ? this.signIn.begin(argument) : REPLIES.notNow;
  }

  private refuseLine(problem: LineProblem, line: Buffer): void {
    if (this._upgrading) return;
    this.signIn.cancel();
    if (!this._ready) this.reply(REPLIES.talksTooSoon);
    else if (looksLikeChunkCommand(decodeLine(line))) this.reply(REPLIES.chunkSizeUnknown);
    else this.reply(problem === 'too-long' ? REPLIES.lineTooLong : REPLIES.bareLineFeed);
  }

  /** Sends a reply, or after too many errors the last word. */
  private reply(reply: Reply): void {
    if (reply.code >= 500) this.errors += 1;
    const isLast = this._ready && reply.code >= 500 && this.errors >= this.mail.settings().maxErrorsPerSession;
    const { code, enhanced, text } = isLast ? REPLIES.tooManyErrors : reply;
    // 421 closes by itself.
    this.send(code, `${enhanced} ${text}`);
    if (code === REPLIES.closing.code) this.close();
  }

  /** A fault of ours. */
  private fault(error: unknown): Reply {
    this.own.log.event('session-failed', { session: this.mail.client.sessionId, reason: reasonOf(error) });
    return REPLIES.internalError;
  }

  private failed(error: unknown): void {
    this.reply(this.fault(error));
  }

  /** The connection broke, or the handshake failed. */
  private broken(error: unknown): void {
    const { sessionId, listener, ip } = this.mail.client;
    if (this._upgrading) {
      this.own.metrics.tlsFailures.inc({ listener });
      this.own.log.event('tls-failed', { listener, clientIp: ip, reason: reasonOf(error) });
    } else this.own.log.event('session-broken', { session: sessionId, reason: reasonOf(error) });
  }
}
