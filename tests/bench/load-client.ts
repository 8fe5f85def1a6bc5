import net from 'node:net';
import tls from 'node:tls';
import { SENT_HEADER } from './load-message';

/** One connection of the load generator: STARTTLS, then messages one after the other, each in two round trips with PIPELINING. */
export class LoadClient {
  private received = '';
  private waiting: { lines: number; resolve: (replies: string[]) => void; reject: (error: Error) => void } | null = null;
  private failed: Error | null = null;

  private constructor(private socket: net.Socket) {
    this.listen();
  }

  /** Connects, says EHLO, STARTTLS and EHLO again. @throws if a reply is not the one that lets it go on */
  static async open(port: number): Promise<LoadClient> {
    const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    const client = new LoadClient(socket);
    await client.replies(1, '220');
    await client.say('EHLO load.example', '250');
    await client.say('STARTTLS', '220');
    socket.removeAllListeners('data');
    const secured = tls.connect({ socket, rejectUnauthorized: false });
    client.socket = secured;
    client.listen();
    await client.say('EHLO load.example', '250');
    return client;
  }

  /** Sends one message and returns the milliseconds from MAIL FROM to the reply after its last dot. */
  async send(from: string, to: string, body: Buffer): Promise<number> {
    const began = process.hrtime.bigint();
    this.socket.write(`MAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
    await this.replies(3, '250', '250', '354');
    this.socket.cork();
    this.socket.write(`${SENT_HEADER}${process.hrtime.bigint()}\r\n`);
    this.socket.write(body);
    this.socket.uncork();
    await this.replies(1, '250');
    return Number(process.hrtime.bigint() - began) / 1e6;
  }

  /** Begins a message and is gone. */
  breakOff(from: string, to: string, body: Buffer): void {
    this.socket.write(`MAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
    this.socket.write(body.subarray(0, body.length / 2), () => this.socket.destroy());
  }

  close(): void {
    this.socket.end('QUIT\r\n');
  }

  private async say(line: string, code: string): Promise<void> {
    this.socket.write(`${line}\r\n`);
    await this.replies(1, code);
  }

  private async replies(lines: number, ...codes: string[]): Promise<void> {
    const replies = await new Promise<string[]>((resolve, reject) => {
      if (this.failed !== null) reject(this.failed);
      this.waiting = { lines, resolve, reject };
      this.check();
    });
    if (replies.some((reply, index) => !reply.startsWith(codes[index] ?? '')))
      throw new Error(`the server answered: ${replies.join(' | ')}`);
  }

  private listen(): void {
    this.socket.on('data', (chunk) => {
      this.received += chunk.toString('latin1');
      this.check();
    });
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('the server has closed the connection')));
  }

  private fail(error: Error): void {
    this.failed ??= error;
    this.waiting?.reject(this.failed);
  }

  /** Hands over the replies that were waited for: those lines whose code is not followed by a hyphen (RFC 5321 4.2.1). */
  private check(): void {
    if (this.waiting === null || !this.received.endsWith('\r\n')) return;
    const replies = this.received.split('\r\n').filter((line) => line !== '' && line[3] !== '-');
    if (replies.length < this.waiting.lines) return;
    const { resolve } = this.waiting;
    this.waiting = null;
    this.received = '';
    resolve(replies);
  }
}
