import { Readable } from 'node:stream';
import type { Reply } from '@/lib/mail/reply';

const CRLF = Buffer.from('\r\n');

/** A message that comes in chunks (RFC 3030). It is read while it comes, and what is too large is refused before all of it is sent. */
export class ChunkedMessage {
  /** Holds nothing: each piece is handed over when the one before has been read. */
  private readonly stream = new Readable({ highWaterMark: 0, read: () => this.onRead() });
  private readonly answer: Promise<Reply | null>;
  private onRead: () => void = () => undefined;
  private lastTwo = Buffer.alloc(0);
  private isWhole = false;

  /** @param receive reads the message to its end, or until it is refused; null: it was abandoned */
  constructor(receive: (stream: Readable) => Promise<Reply | null>) {
    this.stream.once('close', () => this.onRead());
    this.answer = receive(this.stream).finally(() => this.stream.destroy());
  }

  /** Whether more of it can come. */
  get isOpen(): boolean {
    return !this.isWhole && !this.stream.destroyed;
  }

  /** Resolves when the octets have been read; at once if nobody reads any more. */
  write(octets: Buffer): Promise<void> {
    if (this.stream.destroyed) return Promise.resolve();
    this.lastTwo = Buffer.concat([this.lastTwo, octets.subarray(-2)]).subarray(-2);
    return new Promise((resolve) => {
      this.onRead = resolve;
      this.stream.push(octets);
    });
  }

  /** Why nobody reads any more; null as long as somebody does. */
  async refusal(): Promise<Reply | null> {
    return this.stream.destroyed ? this.answer : null;
  }

  /** Its last chunk has come. A line that did not end does so here, as DATA would have it. */
  async end(): Promise<Reply | null> {
    this.isWhole = true;
    if (this.lastTwo.length > 0 && !this.lastTwo.equals(CRLF)) await this.write(CRLF);
    if (!this.stream.destroyed) this.stream.push(null);
    return this.answer;
  }

  /** Nothing of it is kept, unless it is whole. */
  abandon(): void {
    if (!this.isWhole) this.stream.destroy();
  }
}
