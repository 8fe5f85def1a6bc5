import { setImmediate as nextTurn } from 'node:timers/promises';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';

/** AUTH takes the longest lines (RFC 4954 4.5.3: 12288 octets); the others end far below (RFC 5321 4.5.3.1.4). */
const LONGEST_LINE = 12_288;
/** A chunk full of commands must not keep the other sessions waiting. */
const COMMANDS_PER_TURN = 100;
const CR = 0x0d;
const LF = 0x0a;

export type LineProblem = 'too-long' | 'bare-line-feed';

/** Who gets the octets of a chunk (RFC 3030). Nothing more is read from the client before it is done with each. */
export interface ChunkReader {
  octets(piece: Buffer): Promise<void>;
  /** The chunk is whole. */
  end(): Promise<void>;
}

/**
 * smtp-server's stream of commands and message data, but with command lines read strictly: only CRLF ends a line (RFC 5321 2.3.8), so that
 * no LF inside an argument begins a second command, and a line that is too long is answered instead of ending the session. Chunks are ours alone.
 */
export class CommandStream extends SMTPStream {
  private partial = Buffer.alloc(0);
  /** The line has been refused: ignore what comes up to its CRLF. */
  private refused = false;
  private chunk: { left: number; readonly reader: ChunkReader } | null = null;

  /**
   * @param onOctets so much of a message has come
   * @param onGroup commands are about to be handed on, and after that, no more have come
   */
  constructor(
    private readonly onProblem: (problem: LineProblem, line: Buffer) => void,
    private readonly onOctets: (octets: number) => void = () => undefined,
    private readonly onGroup: (begins: boolean) => void = () => undefined,
  ) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding | 'buffer', next: (error?: Error | null) => void): void {
    if (!this._dataMode) this.onGroup(true);
    this.consume(chunk)
      .finally(() => this.onGroup(false))
      .then(() => next(), next);
  }

  /** The next `octets` octets are no commands; for a command that is just being answered. */
  startChunk(octets: number, reader: ChunkReader): void {
    this.chunk = { left: octets, reader };
  }

  private async consume(chunk: Buffer): Promise<void> {
    let rest = chunk;
    for (let handled = 1; (rest.length > 0 || this.chunk?.left === 0) && !this.isClosed; handled += 1) {
      if (this._dataMode) {
        this.onOctets(rest.length);
        return this.passOn(rest);
      }
      rest = this.chunk === null ? await this.readLine(rest) : await this.readChunk(rest, this.chunk);
      if (handled % COMMANDS_PER_TURN === 0) await nextTurn();
    }
  }

  /** The octets behind the next line, or none while it has not ended. */
  private async readLine(octets: Buffer): Promise<Buffer> {
    const end = octets.indexOf(LF) + 1;
    const piece = end === 0 ? octets : octets.subarray(0, end);
    const line = this.takeLine(piece);
    if (line !== null) await this.passOn(line);
    return octets.subarray(piece.length);
  }

  /** The octets behind the chunk. */
  private async readChunk(octets: Buffer, chunk: NonNullable<CommandStream['chunk']>): Promise<Buffer> {
    const piece = octets.subarray(0, chunk.left);
    chunk.left -= piece.length;
    this.onOctets(piece.length);
    if (piece.length > 0) await chunk.reader.octets(piece);
    if (chunk.left === 0) {
      this.chunk = null;
      await chunk.reader.end();
    }
    return octets.subarray(piece.length);
  }

  /** Adds a piece that ends with LF or ends what has arrived; a whole line, or null while there is none. */
  private takeLine(piece: Buffer): Buffer | null {
    const line = this.partial.length === 0 ? piece : Buffer.concat([this.partial, piece]);
    const complete = line.at(-1) === LF && line.at(-2) === CR;
    if (!this.refused && line.length > LONGEST_LINE) this.refuse('too-long', line);
    else if (!this.refused && line.at(-1) === LF && !complete) this.refuse('bare-line-feed', line);
    if (!complete) {
      // Of a refused line only its last octet matters, which may be the CR of the CRLF.
      this.partial = Buffer.from(this.refused ? line.subarray(-1) : line);
      return null;
    }
    this.partial = Buffer.alloc(0);
    const wasRefused = this.refused;
    this.refused = false;
    return wasRefused ? null : line;
  }

  private refuse(problem: LineProblem, line: Buffer): void {
    this.refused = true;
    this.onProblem(problem, line);
  }

  private passOn(bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      super._write(bytes, 'buffer', (error) => (error ? reject(error) : resolve()));
    });
  }
}
