import { setImmediate as nextTurn } from 'node:timers/promises';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';

/** AUTH takes the longest lines (RFC 4954 4.5.3: 12288 octets); the others end far below (RFC 5321 4.5.3.1.4). */
const LONGEST_LINE = 12_288;
/** A chunk full of commands must not keep the other sessions waiting. */
const COMMANDS_PER_TURN = 100;
const CR = 0x0d;
const LF = 0x0a;

export type LineProblem = 'too-long' | 'bare-line-feed';

/**
 * smtp-server's stream of commands and message data, but with command lines read strictly: only CRLF ends a line (RFC 5321 2.3.8), so that
 * no LF inside an argument begins a second command, and a line that is too long is answered instead of ending the session.
 */
export class CommandStream extends SMTPStream {
  private partial = Buffer.alloc(0);
  /** The line has been refused: ignore what comes up to its CRLF. */
  private refused = false;

  /** @param onOctets so much of a message has come */
  constructor(
    private readonly onProblem: (problem: LineProblem) => void,
    private readonly onOctets: (octets: number) => void = () => undefined,
  ) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding | 'buffer', next: (error?: Error | null) => void): void {
    this.consume(chunk).then(() => next(), next);
  }

  private async consume(chunk: Buffer): Promise<void> {
    let rest = chunk;
    for (let handled = 1; rest.length > 0 && !this.isClosed; handled += 1) {
      if (this._dataMode) {
        this.onOctets(rest.length);
        return this.passOn(rest);
      }
      const end = rest.indexOf(LF) + 1;
      const piece = end === 0 ? rest : rest.subarray(0, end);
      rest = rest.subarray(piece.length);
      const line = this.takeLine(piece);
      if (line !== null) await this.passOn(line);
      if (handled % COMMANDS_PER_TURN === 0) await nextTurn();
    }
  }

  /** Adds a piece that ends with LF or ends what has arrived; a whole line, or null while there is none. */
  private takeLine(piece: Buffer): Buffer | null {
    const line = this.partial.length === 0 ? piece : Buffer.concat([this.partial, piece]);
    const complete = line.at(-1) === LF && line.at(-2) === CR;
    if (!this.refused && line.length > LONGEST_LINE) this.refuse('too-long');
    else if (!this.refused && line.at(-1) === LF && !complete) this.refuse('bare-line-feed');
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

  private refuse(problem: LineProblem): void {
    this.refused = true;
    this.onProblem(problem);
  }

  private passOn(bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      super._write(bytes, 'buffer', (error) => (error ? reject(error) : resolve()));
    });
  }
}
