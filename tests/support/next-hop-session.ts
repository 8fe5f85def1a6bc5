import type { Duplex } from 'node:stream';

/** The moments at which a next hop can be told to answer otherwise than kindly. `message` is the end of DATA. */
type PeerStage =
  | 'greeting'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'mail'
  | 'rcpt'
  | 'auth'
  | 'data'
  | 'message'
  | 'rset'
  | 'noop'
  | 'quit'
  | 'other';

/**
 * A whole reply without its last line end (`450 4.2.1 Busy`), or silence, or octets of a reply that never ends, or the end of the connection; or the
 * usual reply once it is time.
 */
type PeerAnswer = string | 'hang' | 'dribble' | 'close' | Promise<unknown>;

export interface PeerMoment {
  readonly stage: PeerStage;
  /** The command line, or empty at the greeting and after the message. */
  readonly line: string;
  /** The address in MAIL or RCPT; of the sender after the message. */
  readonly address: string;
  readonly encrypted: boolean;
}

/** Gives an answer of its own, or undefined for the usual one. */
export type AnswerBook = (moment: PeerMoment) => PeerAnswer | undefined;

export interface ReceivedMessage {
  readonly sender: string;
  /** Parameters of MAIL as sent: `SIZE=12 BODY=8BITMIME`. */
  readonly senderParameters: string;
  readonly recipients: readonly { readonly address: string; readonly parameters: string }[];
  /** Exactly what was sent, dot-unstuffed, without the final `.` line. */
  readonly data: Buffer;
  readonly encrypted: boolean;
}

/** An AUTH exchange as the client carried it out. */
export interface SignIn {
  readonly mechanism: string;
  readonly user: string;
  readonly password: string;
  readonly encrypted: boolean;
}

export interface SessionHooks {
  readonly answers: AnswerBook;
  /** EHLO keywords; null: EHLO is unknown to this host, only HELO works. */
  readonly extensions: readonly string[] | null;
  readonly encrypted: boolean;
  readonly greet: boolean;
  readonly received: (message: ReceivedMessage) => void;
  readonly signedIn: (signIn: SignIn) => void;
  readonly startTls: (() => void) | null;
}

const END_OF_DATA = Buffer.from('\r\n.\r\n');

/** Speaks the receiving side of SMTP on one stream until it ends or STARTTLS hands the socket over. */
export class NextHopSession {
  private buffered = Buffer.alloc(0);
  private inData = false;
  /** What AUTH LOGIN has been told so far; null outside of it. */
  private login: string[] | null = null;
  private handedOver = false;
  /** It has fallen silent, and answers nothing more. */
  private silent = false;
  private sender: { address: string; parameters: string } | null = null;
  private recipients: { address: string; parameters: string }[] = [];

  constructor(
    private readonly stream: Duplex,
    private readonly hooks: SessionHooks,
  ) {
    stream.on('data', this.onData);
    if (hooks.greet) this.answer({ stage: 'greeting', line: '', address: '' }, '220 next-hop.example ESMTP');
  }

  private readonly onData = (chunk: Buffer): void => {
    this.buffered = Buffer.concat([this.buffered, chunk]);
    while (!this.handedOver && this.takeOne());
  };

  /** Consumes one command or one message from the buffer; false if it holds none yet. */
  private takeOne(): boolean {
    if (this.inData) return this.takeMessage();
    const end = this.buffered.indexOf('\r\n');
    if (end === -1) return false;
    const line = this.buffered.toString('utf8', 0, end);
    this.buffered = this.buffered.subarray(end + 2);
    this.command(line);
    return true;
  }

  private takeMessage(): boolean {
    // An empty message is a lone dot line right after DATA.
    const empty = this.buffered.subarray(0, 3).equals(Buffer.from('.\r\n'));
    const end = empty ? 0 : this.buffered.indexOf(END_OF_DATA);
    if (end === -1) return false;
    const data = unstuffed(this.buffered.subarray(0, empty ? 0 : end + 2));
    this.buffered = this.buffered.subarray(empty ? 3 : end + END_OF_DATA.length);
    this.inData = false;
    const sender = this.sender ?? { address: '', parameters: '' };
    const reply = this.answer({ stage: 'message', line: '', address: sender.address }, '250 2.0.0 Received');
    if (reply.startsWith('2')) {
      this.hooks.received({
        sender: sender.address,
        senderParameters: sender.parameters,
        recipients: this.recipients,
        data,
        encrypted: this.hooks.encrypted,
      });
    }
    this.resetTransaction();
    return true;
  }

  private command(line: string): void {
    if (this.login !== null) {
      this.loginAnswer(this.login, line);
      return;
    }
    const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
    const handler = this.commands[verb];
    if (handler === undefined) this.answer({ stage: 'other', line, address: '' }, '500 5.5.2 Unknown command');
    else handler(line);
  }

  private readonly commands: Readonly<Record<string, (line: string) => void>> = {
    EHLO: (line) => this.ehlo(line),
    HELO: (line) => this.answer({ stage: 'helo', line, address: '' }, '250 next-hop.example'),
    STARTTLS: (line) => this.startTls(line),
    AUTH: (line) => this.auth(line),
    MAIL: (line) => this.mail(line),
    RCPT: (line) => this.rcpt(line),
    DATA: (line) => {
      this.inData = this.answer({ stage: 'data', line, address: '' }, '354 Go ahead').startsWith('354');
    },
    RSET: (line) => {
      this.resetTransaction();
      this.answer({ stage: 'rset', line, address: '' }, '250 2.0.0 Ok');
    },
    NOOP: (line) => this.answer({ stage: 'noop', line, address: '' }, '250 2.0.0 Ok'),
    QUIT: (line) => {
      this.answer({ stage: 'quit', line, address: '' }, '221 2.0.0 Bye');
      this.stream.end();
    },
  };

  private ehlo(line: string): void {
    this.resetTransaction();
    const keywords = [...(this.hooks.extensions ?? []), ...(this.hooks.startTls === null ? [] : ['STARTTLS'])];
    const lines = ['next-hop.example', ...keywords];
    const usual = lines.map((text, index) => `250${index === lines.length - 1 ? ' ' : '-'}${text}`).join('\r\n');
    this.answer({ stage: 'ehlo', line, address: '' }, this.hooks.extensions === null ? '502 5.5.1 Unknown command' : usual);
  }

  private startTls(line: string): void {
    const offered = this.hooks.startTls;
    const reply = this.answer(
      { stage: 'starttls', line, address: '' },
      offered === null ? '502 5.5.1 Unknown command' : '220 2.0.0 Go ahead',
    );
    if (offered === null || !reply.startsWith('220')) return;
    this.handedOver = true;
    this.stream.off('data', this.onData);
    offered();
  }

  private auth(line: string): void {
    const [, mechanism = '', initial = ''] = line.split(' ');
    if (mechanism === 'LOGIN') {
      this.login = [];
      this.stream.write(`334 ${Buffer.from('Username:').toString('base64')}\r\n`);
      return;
    }
    const [, user = '', password = ''] = Buffer.from(initial, 'base64').toString('utf8').split('\0');
    this.authenticate(mechanism, user, password);
  }

  private loginAnswer(told: readonly string[], line: string): void {
    const [user, password] = [...told, Buffer.from(line, 'base64').toString('utf8')];
    if (password === undefined) {
      this.login = [user ?? ''];
      this.stream.write(`334 ${Buffer.from('Password:').toString('base64')}\r\n`);
      return;
    }
    this.login = null;
    this.authenticate('LOGIN', user ?? '', password);
  }

  private authenticate(mechanism: string, user: string, password: string): void {
    this.hooks.signedIn({ mechanism, user, password, encrypted: this.hooks.encrypted });
    this.answer({ stage: 'auth', line: mechanism, address: user }, '235 2.7.0 Authenticated');
  }

  private mail(line: string): void {
    const path = readPath(line);
    if (this.answer({ stage: 'mail', line, address: path.address }, '250 2.1.0 Ok').startsWith('2')) this.sender = path;
  }

  private rcpt(line: string): void {
    const path = readPath(line);
    if (this.answer({ stage: 'rcpt', line, address: path.address }, '250 2.1.5 Ok').startsWith('2')) this.recipients.push(path);
  }

  private resetTransaction(): void {
    this.sender = null;
    this.recipients = [];
  }

  private dribble(): void {
    const timer = setInterval(() => this.stream.write('2'), 100);
    this.stream.once('close', () => clearInterval(timer));
  }

  /** Sends the answer and returns it; `hang` and `close` send nothing, `dribble` never a whole one. What is sent later is returned at once. */
  private answer(moment: Omit<PeerMoment, 'encrypted'>, usual: string): string {
    if (this.silent) return 'hang';
    const answer = this.hooks.answers({ ...moment, encrypted: this.hooks.encrypted }) ?? usual;
    if (typeof answer === 'object') {
      void answer.then(() => this.stream.writable && this.stream.write(`${usual}\r\n`));
      return usual;
    }
    this.silent = answer === 'hang' || answer === 'dribble';
    if (answer === 'close') this.stream.destroy();
    else if (answer === 'dribble') this.dribble();
    else if (answer !== 'hang' && this.stream.writable) this.stream.write(`${answer}\r\n`);
    return answer;
  }
}

/** `MAIL FROM:<a@b> SIZE=1` -> address and parameters. */
function readPath(line: string): { address: string; parameters: string } {
  const match = /<([^>]*)>\s*(.*)$/.exec(line);
  return { address: match?.[1] ?? '', parameters: match?.[2] ?? '' };
}

/** RFC 5321 4.5.2: a leading dot of a line is taken away. */
function unstuffed(data: Buffer): Buffer {
  return Buffer.from(data.toString('latin1').replace(/^\./, '').replaceAll('\r\n.', '\r\n'), 'latin1');
}
