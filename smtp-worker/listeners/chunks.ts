import { chunkReply, REPLIES } from '@/lib/mail/replies';
import type { Reply } from '@/lib/mail/reply';
import type { Session } from '../session/session';
import { type ChunkCommand, parseChunkCommand } from './chunk-command';
import { ChunkedMessage } from './chunked-message';

/** The octets behind a BDAT command. */
export interface Chunk {
  readonly size: number;
  /** Resolves when there is room for more. */
  readonly take: (octets: Buffer) => Promise<void>;
  /** The whole chunk has come. Null: there is nothing more to say. */
  readonly answer: () => Promise<Reply | null>;
}

/** Between the first chunk and the last these would change the transaction (RFC 3030 2). */
const REFUSED_BETWEEN = new Set(['MAIL', 'RCPT', 'DATA', 'AUTH', 'STARTTLS']);

/** BDAT on one connection (RFC 3030). Whatever is answered, the announced octets are taken and never read as commands. */
export class Chunks {
  private message: ChunkedMessage | null = null;
  private deciding = 0;

  /** @param failed reports a fault of ours */
  constructor(
    private readonly mail: Session,
    private readonly failed: (error: unknown) => Reply,
  ) {}

  /** More of a message is expected. */
  get isOpen(): boolean {
    return this.message?.isOpen ?? false;
  }

  /** A whole message is under way into the queue. */
  get isDeciding(): boolean {
    return this.deciding > 0;
  }

  refuses(verb: string): boolean {
    return this.isOpen && REFUSED_BETWEEN.has(verb);
  }

  /** Null: nobody knows what follows. */
  async begin(argument: string): Promise<Chunk | null> {
    const command = parseChunkCommand(argument);
    if (command === null) return null;
    const refusal = await this.refusalOf(command);
    const size = command.octets;
    if (refusal !== null) {
      // With a piece missing the rest is of no use.
      this.abandon();
      return { size, take: () => Promise.resolve(), answer: () => Promise.resolve(refusal) };
    }
    this.message ??= new ChunkedMessage((stream) => this.mail.message(stream, true).catch(this.failed));
    const { message } = this;
    return {
      size,
      take: (octets) => message.write(octets),
      answer: () => (command.isLast ? this.end(message) : message.refusal().then((reply) => reply ?? chunkReply(size))),
    };
  }

  /** Forgets the message, unless it is whole. */
  abandon(): void {
    this.message?.abandon();
    this.message = null;
  }

  private async refusalOf({ isMalformed }: ChunkCommand): Promise<Reply | null> {
    if (!this.mail.greeted) return REPLIES.helloFirst;
    if (!(await this.mail.offers()).chunking) return REPLIES.commandNotImplemented;
    if (isMalformed) return REPLIES.badChunkParameter;
    // Also one that has been refused: it says so again.
    if (this.message !== null) return null;
    if (this.mail.recipients === null) return REPLIES.mailFirst;
    return this.mail.recipients === 0 ? REPLIES.recipientFirst : null;
  }

  private async end(message: ChunkedMessage): Promise<Reply | null> {
    this.message = null;
    this.deciding += 1;
    return message.end().finally(() => {
      this.deciding -= 1;
    });
  }
}
