import type { MeasuredMessage } from '@/lib/acceptance/message-limits';
import { type FoundHeaders, type HeaderFields, headerFields, LONGEST_LINE } from './header-fields';

/** What the octets of a message say, found while they pass. */
export interface MessageScan {
  /** The next octets, in order. */
  feed(chunk: Uint8Array): void;
  /** What can speak against the message, so far. A CR at the end may yet be followed by its LF. */
  measured(): Measured;
  /** What the whole message says. */
  result(): ScanResult;
}

export interface Measured extends MeasuredMessage {
  /** A CR or LF that is not part of a CRLF: what ends a line for one server and not for the next is how messages are smuggled. */
  readonly bareLineEnding: boolean;
}

export type ScanResult = Measured & FoundHeaders;

const CR = 0x0d;
const LF = 0x0a;

/**
 * The result does not depend on how the message was cut into chunks.
 * @param asked names of header fields that rules read, in lower case
 */
export function scanMessage(asked: ReadonlySet<string>): MessageScan {
  let size = 0;
  let bare = false;
  let afterCr = false;
  const fields = headerFields(asked);
  const lines = headerLines(fields);

  /** Reads up to the next line end from `at`, and returns where to go on. */
  const step = (chunk: Uint8Array, at: number): number => {
    const lf = chunk.indexOf(LF, at);
    const cr = chunk.indexOf(CR, at);
    const end = Math.min(lf === -1 ? chunk.length : lf, cr === -1 ? chunk.length : cr);
    lines.content(chunk.subarray(at, end));
    if (end === chunk.length) return end;
    if (chunk[end] === CR && end === chunk.length - 1) {
      afterCr = true;
      return chunk.length;
    }
    if (chunk[end] === CR && chunk[end + 1] === LF) {
      lines.end();
      return end + 2;
    }
    bare = true;
    return chunk.length;
  };
  /** The octet after a CR that ended a chunk. */
  const resume = (first: number | undefined): number => {
    afterCr = false;
    if (first === LF) lines.end();
    else bare = true;
    return 1;
  };
  return {
    feed(chunk) {
      size += chunk.length;
      if (chunk.length === 0) return;
      let at = afterCr ? resume(chunk[0]) : 0;
      // After a bare line ending only the size is of interest.
      while (!bare && at < chunk.length) at = step(chunk, at);
    },
    measured: () => ({ size, bareLineEnding: bare, receivedHeaders: fields.receivedHeaders }),
    result: () => ({ size, bareLineEnding: bare || afterCr, ...fields.found() }),
  };
}

/** Puts the lines of the header section together, each up to LONGEST_LINE octets. */
function headerLines(fields: HeaderFields) {
  let inHeader = true;
  let line = '';
  let length = 0;
  return {
    content(bytes: Uint8Array): void {
      if (inHeader && line.length < LONGEST_LINE) line += Buffer.from(bytes.subarray(0, LONGEST_LINE - line.length)).toString('latin1');
      length += bytes.length;
    },
    end(): void {
      if (!inHeader) return;
      if (length === 0) inHeader = false;
      else fields.line(line);
      line = '';
      length = 0;
    },
  };
}
