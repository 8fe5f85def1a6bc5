import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Offers } from './esmtp-parameters';
import type { AwaitedReply, ConnectionError } from './outcome';

/** What nodemailer attaches to an error. */
interface SmtpError extends Error {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  readonly recipient?: string | undefined;
  readonly timeoutType?: string | undefined;
}

/** What follows `MAIL FROM:<…>` and `RCPT TO:<…>`. */
export interface CommandParameters {
  readonly mail: string;
  readonly rcpt: (address: string) => string;
}

export interface Transmission extends CommandParameters {
  /** Empty for the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  readonly body: Uint8Array | Readable;
}

export type TransmissionResult =
  /** The reply to the message, which holds for all recipients that were not refused. */
  | { readonly kind: 'sent'; readonly reply: string; readonly refused: ReadonlyMap<string, string> }
  /** A reply of class 4 or 5 to MAIL, to DATA or to the message; holds for all recipients that were not refused themselves. */
  | { readonly kind: 'refused'; readonly at: 'MAIL' | 'DATA'; readonly reply: string; readonly refused: ReadonlyMap<string, string> }
  /** All recipients were refused. */
  | { readonly kind: 'no-recipient'; readonly refused: ReadonlyMap<string, string> }
  /** `unanswered`: not one reply came, so that the message cannot have been taken. */
  | { readonly kind: 'lost'; readonly error: ConnectionError; readonly unanswered: boolean; readonly refused: ReadonlyMap<string, string> };

/**
 * nodemailer's connection with its own parameters of MAIL and RCPT: it has one set of DSN parameters for all recipients, and asks for SMTPUTF8
 * by the addresses alone. The declared members are its own, undocumented ones.
 */
export class PeerConnection extends SMTPConnection {
  declare private readonly _supportedExtensions: readonly string[];
  declare private readonly _supportedAuth: readonly string[];
  declare private readonly _maxAllowedSize: number;
  declare private readonly _currentDataStream: unknown;
  declare private _envelope: false | { readonly rejectedErrors?: readonly SmtpError[] };
  declare private _sendCommand: (command: string, logged?: string) => void;
  declare private _createSendStream: (callback: unknown) => Readable;
  declare private _processResponse: () => unknown;
  declare private readonly _onTimeout: () => void;
  /** One for each reply that is still to come. */
  declare private readonly _responseActions: readonly unknown[];
  /** What has been sent since the greeting, or of the present message. */
  private sent: AwaitedReply[] = [];
  private parameters: CommandParameters | null = null;
  private failed: SmtpError | null = null;
  /** What the peer had not answered when that happened. */
  private awaited: AwaitedReply | null = null;

  /** @param patience milliseconds until an answer must be whole, or a piece of the message must have been taken */
  constructor(options: SMTPConnection.Options, patience: number) {
    super(options);
    // The socket's own timeout is content with any octet.
    const timer = setTimeout(() => this._responseActions.length > 0 && this._onTimeout(), patience).unref();
    this.once('end', () => clearTimeout(timer));
    // Errors reach us through the callbacks; without a listener an error between two messages would end the process.
    this.on('error', (error: SmtpError) => {
      this.failed ??= error;
      this.awaited ??= this.awaitedNow();
    });
    const send = this._sendCommand.bind(this);
    this._sendCommand = (command, logged) => {
      timer.refresh();
      this.sent.push(commandOf(command));
      send(this.withParameters(command), logged);
    };
    const stream = this._createSendStream.bind(this);
    this._createSendStream = (callback) => {
      this.sent.push('message');
      return stream(callback).on('data', () => timer.refresh());
    };
    const processResponse = this._processResponse.bind(this);
    this._processResponse = () => {
      timer.refresh();
      return processResponse();
    };
  }

  /** Waits for the end of EHLO, after TLS if there is any. */
  open(): Promise<{ readonly kind: 'open' } | { readonly kind: 'failed'; readonly error: ConnectionError }> {
    return new Promise((resolve) => {
      const fail = (error: SmtpError): void => resolve({ kind: 'failed', error: this.describe(error) });
      this.once('error', fail);
      this.connect((error) => (error === undefined ? resolve({ kind: 'open' }) : fail(error)));
    });
  }

  offers(): Offers {
    const has = (name: string): boolean => this._supportedExtensions.includes(name);
    return {
      size: has('SIZE'),
      maxSize: this._maxAllowedSize,
      eightBitMime: has('8BITMIME'),
      smtpUtf8: has('SMTPUTF8'),
      dsn: has('DSN'),
    };
  }

  /** The SASL mechanisms that the peer offers on the connection as it is now. */
  mechanisms(): readonly string[] {
    return this._supportedAuth;
  }

  /** Null if the peer has accepted the credentials. */
  signIn(user: string, password: string, mechanism: 'PLAIN' | 'LOGIN'): Promise<ConnectionError | null> {
    return new Promise((resolve) => {
      const ended = (): void => void setImmediate(() => resolve(this.describe(this.failed ?? new Error('closed'))));
      this.once('end', ended);
      this.login({ user, credentials: { user, pass: password }, method: mechanism }, (error: SmtpError | null | undefined) => {
        this.off('end', ended);
        resolve(error === null || error === undefined ? null : this.describe(error));
      });
    });
  }

  transmit({ from, to, body, ...parameters }: Transmission): Promise<TransmissionResult> {
    this.parameters = parameters;
    this.lastServerResponse = false;
    this.sent = [];
    this._envelope = false;
    const message = body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.length) : body;
    return new Promise((resolve) => {
      // When we close the connection ourselves, nodemailer forgets what it was sending.
      const ended = (): void => void setImmediate(() => resolve(this.resultOf(new Error('closed'), new Map())));
      this.once('end', ended);
      this.send({ from, to: [...to] }, message, (error: SmtpError | null, info) => {
        this.off('end', ended);
        const refused = this.refusals();
        resolve(error === null ? { kind: 'sent', reply: info.response, refused } : this.resultOf(error, refused));
      });
    });
  }

  /** Whether a further message can follow the one that was sent. Not so if the peer answered before it had all of it. */
  isReady(): boolean {
    return !this.destroyed && this._currentDataStream === false;
  }

  /** Ends the transaction that was refused; false if the session cannot go on, or the answer takes longer than so many milliseconds. */
  resetSession(patience: number): Promise<boolean> {
    return new Promise((resolve) => {
      const ended = (isReady: boolean): void => {
        clearTimeout(timer);
        this.off('end', lost);
        resolve(isReady);
      };
      const lost = (): void => ended(false);
      const timer = setTimeout(lost, patience);
      this.once('end', lost);
      this.reset((error) => ended(error === null));
    });
  }

  /** Says QUIT and closes without waiting for the answer. */
  leave(): void {
    this.quit();
    this.close();
  }

  private withParameters(command: string): string {
    if (this.parameters === null) return command;
    const path = /^(MAIL FROM|RCPT TO):<([^>]*)>/.exec(command);
    if (path === null) return command;
    return path[0] + (path[1] === 'MAIL FROM' ? this.parameters.mail : this.parameters.rcpt(path[2] ?? ''));
  }

  private refusals(): Map<string, string> {
    const errors = this._envelope === false ? [] : (this._envelope.rejectedErrors ?? []);
    return new Map(errors.map(({ recipient, response }) => [recipient ?? '', response ?? '']));
  }

  private resultOf(error: SmtpError, refused: ReadonlyMap<string, string>): TransmissionResult {
    const { response, command } = error;
    // 421 ends the session, whatever it answers.
    if (response !== undefined && !response.startsWith('421')) {
      if (command === 'MAIL FROM') return { kind: 'refused', at: 'MAIL', reply: response, refused };
      if (command === 'RCPT TO') return { kind: 'no-recipient', refused };
      if (command === 'DATA') return { kind: 'refused', at: 'DATA', reply: response, refused };
    }
    return { kind: 'lost', error: this.describe(this.failed ?? error), unanswered: this.lastServerResponse === false, refused };
  }

  private describe({ message, code, originalCode, response, command, timeoutType }: SmtpError): ConnectionError {
    return {
      message,
      code: originalCode ?? null,
      reply: response ?? null,
      timedOut: timeoutType !== undefined || code === 'ETIMEDOUT',
      phase: this.phaseOf(code, command, response),
      awaited: this.awaited ?? this.awaitedNow(),
    };
  }

  private awaitedNow(): AwaitedReply | null {
    const replies = this._responseActions.length;
    return replies === 0 ? null : (this.sent[this.sent.length - replies] ?? 'greeting');
  }

  private phaseOf(code: string | undefined, command: string | undefined, response: string | undefined): ConnectionError['phase'] {
    if (this.upgrading === true) return 'handshake';
    if (code === 'ESTREAM') return 'body';
    // Where STARTTLS is demanded, a peer that knows no EHLO cannot offer it.
    const withoutEhlo = command === 'EHLO' && response?.startsWith('5') === true;
    return code === 'ETLS' || withoutEhlo ? 'starttls' : 'smtp';
  }
}

const COMMANDS: readonly AwaitedReply[] = ['EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'RSET'];

/** What is no command continues the sign-in. */
function commandOf(line: string): AwaitedReply {
  return COMMANDS.find((command) => line.startsWith(command)) ?? 'AUTH';
}
