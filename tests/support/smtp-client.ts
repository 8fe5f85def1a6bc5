import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

export interface SmtpReply {
  readonly code: number;
  /** The lines as received, without line ends. */
  readonly lines: readonly string[];
  /** All lines, joined by newlines. */
  readonly text: string;
}

export interface ConnectOptions {
  readonly port: number;
  readonly host?: string;
  readonly localAddress?: string;
  readonly tls?: 'implicit' | 'none';
  readonly tlsOptions?: tls.ConnectionOptions;
  /** A reply that has not come after this time fails the test. */
  readonly timeoutMs?: number;
}

/** An SMTP client one line at a time, for tests. What was said is in `log`, and every failure prints it. */
export class SmtpClient {
  private buffered = Buffer.alloc(0);
  private waiting: (() => void) | null = null;
  private ended = false;
  readonly dialogue: string[] = [];

  private constructor(
    private socket: net.Socket,
    private readonly timeoutMs: number,
  ) {
    this.listen(socket);
  }

  /** Connects, and completes the handshake if TLS is implicit. Does not read the greeting. */
  static async connect({ port, host = '127.0.0.1', localAddress, tls: mode = 'none', tlsOptions, timeoutMs = 20_000 }: ConnectOptions) {
    const target = { port, host, ...(localAddress === undefined ? {} : { localAddress }) };
    const socket = await opened(mode === 'implicit' ? secured(tls.connect({ ...target, ...permissive(tlsOptions) })) : plain(target));
    socket.setNoDelay(true);
    return new SmtpClient(socket, timeoutMs);
  }

  get log(): string {
    return this.dialogue.join('\n');
  }

  get tlsVersion(): string | null {
    return this.socket instanceof tls.TLSSocket ? this.socket.getProtocol() : null;
  }

  get tlsCipher(): string | null {
    return this.socket instanceof tls.TLSSocket ? this.socket.getCipher().standardName : null;
  }

  /** Sends a line and its CRLF. */
  send(line: string): void {
    this.dialogue.push(`c: ${shortened(line)}`);
    this.socket.write(`${line}\r\n`, 'utf8');
  }

  /** Sends bytes as they are. */
  sendRaw(bytes: Buffer | string): void {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    this.dialogue.push(`c+ ${shortened(JSON.stringify(buffer.toString('latin1')).slice(1, -1))}`);
    this.socket.write(buffer);
  }

  /** Sends what would not fit into memory, no faster than the server takes it. */
  async stream(pieces: Iterable<Buffer>): Promise<void> {
    for (const piece of pieces) {
      if (!this.socket.write(piece)) await once(this.socket, 'drain');
    }
  }

  /** The next line, without its line end; null once the server has closed. */
  async line(): Promise<string | null> {
    const deadline = performance.now() + this.timeoutMs;
    for (;;) {
      const end = this.buffered.indexOf('\r\n');
      if (end !== -1) {
        const line = this.buffered.toString('utf8', 0, end);
        this.buffered = this.buffered.subarray(end + 2);
        this.dialogue.push(`s: ${line}`);
        return line;
      }
      if (this.ended) return null;
      const left = deadline - performance.now();
      if (left <= 0) throw this.failure(`no reply within ${this.timeoutMs} ms`);
      await this.more(left);
    }
  }

  /** The next whole reply. @throws if the connection ends before it, or it is no reply. */
  async reply(): Promise<SmtpReply> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.line();
      if (line === null) throw this.failure('the server closed the connection');
      const match = /^(\d{3})([ -]|$)/.exec(line);
      if (match === null) throw this.failure(`not a reply: ${line}`);
      lines.push(line);
      if (match[2] !== '-') return { code: Number(match[1]), lines, text: lines.join('\n') };
    }
  }

  async command(line: string): Promise<SmtpReply> {
    this.send(line);
    return this.reply();
  }

  /** As `command`, and the reply must have this code. */
  async expect(line: string, code: number): Promise<SmtpReply> {
    const reply = await this.command(line);
    if (reply.code !== code) throw this.failure(`expected ${code} to ${line}`);
    return reply;
  }

  /** Reads the greeting and says EHLO. Returns the EHLO reply. */
  async open(name = 'client.example'): Promise<SmtpReply> {
    const greeting = await this.reply();
    if (greeting.code !== 220) throw this.failure('expected a greeting');
    return this.expect(`EHLO ${name}`, 250);
  }

  /** STARTTLS, the handshake, and EHLO again (RFC 3207 4.2). */
  async startTls(name = 'client.example', options: tls.ConnectionOptions = {}): Promise<SmtpReply> {
    await this.expect('STARTTLS', 220);
    await this.handshake(options);
    return this.expect(`EHLO ${name}`, 250);
  }

  /** The handshake alone, on a connection whose server has agreed to it. */
  async handshake(options: tls.ConnectionOptions = {}): Promise<void> {
    this.socket.removeAllListeners('data');
    const secure = tls.connect({ socket: this.socket, ...permissive(options) });
    this.socket = await opened(secured(secure));
    this.dialogue.push('(TLS)');
    this.listen(this.socket);
  }

  async authPlain(user: string, password: string): Promise<SmtpReply> {
    return this.command(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`);
  }

  /** One transaction with the bytes as they are (dot-stuffed here). Returns the last reply. */
  async sendMessage({ from, to, data }: { from: string; to: readonly string[]; data: string | Buffer }): Promise<SmtpReply> {
    await this.expect(`MAIL FROM:<${from}>`, 250);
    for (const recipient of to) await this.expect(`RCPT TO:<${recipient}>`, 250);
    await this.expect('DATA', 354);
    this.sendRaw(dotStuffed(Buffer.isBuffer(data) ? data : Buffer.from(data, 'utf8')));
    return this.reply();
  }

  /** Waits until the server has closed. @throws if it says anything more first. */
  async closed(): Promise<void> {
    const line = await this.line();
    if (line !== null) throw this.failure('expected the server to close the connection');
    this.socket.destroy();
  }

  async quit(): Promise<void> {
    await this.expect('QUIT', 221);
    this.socket.destroy();
  }

  destroy(): void {
    this.socket.destroy();
  }

  failure(message: string): Error {
    return new Error(`${message}\n--- dialogue ---\n${this.log}\n---`);
  }

  private listen(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.buffered = Buffer.concat([this.buffered, chunk]);
      this.waiting?.();
    });
    const end = () => {
      if (socket !== this.socket) return;
      this.ended = true;
      this.waiting?.();
    };
    socket.on('end', end);
    socket.on('close', end);
    socket.on('error', end);
  }

  private more(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting = null;
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.waiting = done;
    });
  }
}

/** The message as it goes onto the wire after DATA (RFC 5321 4.5.2), with its final dot line. */
function dotStuffed(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const stuffed = text.replace(/^\./, '..').replaceAll('\r\n.', '\r\n..');
  return Buffer.from(`${stuffed}${text.endsWith('\r\n') || text === '' ? '' : '\r\n'}.\r\n`, 'latin1');
}

/** A test client talks to self-signed servers, and may want versions that are off by default. */
function permissive(options: tls.ConnectionOptions = {}): tls.ConnectionOptions {
  return { rejectUnauthorized: false, ...options };
}

function plain(target: net.NetConnectOpts): { socket: net.Socket; ready: 'connect' } {
  return { socket: net.connect(target), ready: 'connect' };
}

function secured(socket: tls.TLSSocket): { socket: net.Socket; ready: 'secureConnect' } {
  return { socket, ready: 'secureConnect' };
}

function opened({ socket, ready }: { socket: net.Socket; ready: string }): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(new Error('the server closed the connection'));
    socket.once('error', reject);
    socket.once('close', closed);
    socket.once(ready, () => {
      socket.off('error', reject);
      socket.off('close', closed);
      resolve(socket);
    });
  });
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
