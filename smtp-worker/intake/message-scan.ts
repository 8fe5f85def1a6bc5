import { decodeEncodedWords } from '@/lib/mail/encoded-words';

/** What the octets of a message say, found while they pass. */
export interface MessageScan {
  /** The next octets, in order. */
  feed(chunk: Uint8Array): void;
  /** What has been found so far. A CR at the end may yet be followed by its LF. */
  soFar(): ScanResult;
  /** What the whole message says. */
  result(): ScanResult;
}

export interface ScanResult {
  /** In octets. */
  readonly size: number;
  /** A CR or LF that is not part of a CRLF: what ends a line for one server and not for the next is how messages are smuggled. */
  readonly bareLineEnding: boolean;
  readonly receivedHeaders: number;
  /** Unfolded, without the name; null if there is none. Of several the first. */
  readonly messageId: string | null;
  /** With its encoded words decoded. */
  readonly subject: string | null;
}

const CR = 0x0d;
const LF = 0x0a;
/** Octets of a header field that are kept (RFC 5322 2.1.1 allows lines of 998). */
const KEPT = 998;

/** The result does not depend on how the message was cut into chunks. */
export function scanMessage(): MessageScan {
  let size = 0;
  let bare = false;
  let afterCr = false;
  const lines = headerLines();

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
    soFar: () => ({ size, bareLineEnding: bare, ...lines.found() }),
    result: () => ({ size, bareLineEnding: bare || afterCr, ...lines.found() }),
  };
}

/** Puts the lines of the header section together, each up to KEPT octets. */
function headerLines() {
  const fields = headerFields();
  let inHeader = true;
  let line = '';
  let length = 0;
  return {
    content(bytes: Uint8Array): void {
      if (inHeader && line.length < KEPT) line += Buffer.from(bytes.subarray(0, KEPT - line.length)).toString('latin1');
      length += bytes.length;
    },
    end(): void {
      if (!inHeader) return;
      if (length === 0) inHeader = false;
      else fields.line(line);
      line = '';
      length = 0;
    },
    found: () => fields.found(),
  };
}

/** Collects the header fields of interest from the lines of the header section, folded ones joined (RFC 5322 2.2.3). */
function headerFields() {
  let received = 0;
  let messageId: string | null = null;
  let subject: string | null = null;
  let field = '';
  return {
    line(text: string): void {
      if (/^[ \t]/.test(text)) {
        field = (field + text).slice(0, KEPT);
        return;
      }
      messageId ??= fieldValue(field, 'message-id');
      subject ??= fieldValue(field, 'subject');
      if (/^received[ \t]*:/i.test(text)) received += 1;
      field = text;
    },
    found: () => ({
      receivedHeaders: received,
      messageId: messageId ?? fieldValue(field, 'message-id'),
      subject: decoded(subject ?? fieldValue(field, 'subject')),
    }),
  };
}

function decoded(subject: string | null): string | null {
  return subject === null ? null : decodeEncodedWords(subject);
}

/** The value of a field if it has this name (lower case), else null. */
function fieldValue(field: string, name: string): string | null {
  const colon = field.indexOf(':');
  if (colon === -1 || field.slice(0, colon).trimEnd().toLowerCase() !== name) return null;
  return Buffer.from(field.slice(colon + 1), 'latin1')
    .toString('utf8')
    .trim();
}
