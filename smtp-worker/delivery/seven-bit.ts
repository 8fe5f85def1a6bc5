import { isAscii } from 'node:buffer';
import { Readable } from 'node:stream';
import { type MimeContent, type MimeNode, Splitter } from 'mailsplit';
import { type PartEncoder, partEncoder } from './part-encoder';

/** What stands in the way of making a message 7-bit, and what must be encoded for it. */
export interface Survey {
  /** Of all parts. */
  readonly headersAreAscii: boolean;
  /** The parts with 8-bit content, counted in the order in which they begin. */
  readonly eightBit: ReadonlySet<number>;
  /** Why the content of a part must stay as it is; null: nothing speaks against it. */
  readonly obstacle: string | null;
}

/**
 * Reads a message for what of it is 8-bit.
 * @throws Error if it has more than 1000 parts or a header section of more than a MiB
 */
export async function surveyMessage(body: Uint8Array | Readable): Promise<Survey> {
  const numbers = new Map<MimeNode, number>();
  const eightBit = new Set<number>();
  let headersAreAscii = true;
  let obstacle: string | null = null;
  for await (const item of split(body)) {
    if (item.type === 'node') {
      numbers.set(item, numbers.size);
      headersAreAscii &&= isAscii(item.getHeaders());
    } else if (item.value !== undefined && !isAscii(item.value)) {
      eightBit.add(numbers.get(item.node) ?? 0);
      obstacle ??= item.type === 'data' ? 'the text between its parts has 8-bit characters' : obstacleIn(item.node);
    }
  }
  return { headersAreAscii, eightBit, obstacle };
}

function obstacleIn(node: MimeNode): string | null {
  const type = node.contentType || '';
  if (ancestors(node).some(({ multipart }) => multipart === 'signed' || multipart === 'encrypted')) return 'what is 8-bit is signed';
  if (type.startsWith('message/') || type.startsWith('multipart/')) return `a part of the type ${type} may not be encoded`;
  if (node.encoding === 'base64' || node.encoding === 'quoted-printable') return `a part says that it is ${node.encoding} and is not`;
  if (node.getHeaders().equals(NO_FIELDS)) return 'a part has no header that could say how it is encoded';
  return isMime(node) ? null : 'it is no MIME message';
}

/** The splitter cannot add the first field. */
const NO_FIELDS = Buffer.from('\r\n');

/** MIME-Version stands in the header of the message that the part belongs to. */
function isMime(node: MimeNode): boolean {
  return ancestors(node).some(({ headers }) => headers.hasHeader('MIME-Version'));
}

/** The part itself first. */
function ancestors(node: MimeNode): MimeNode[] {
  return node.parentNode === false ? [node] : [node, ...ancestors(node.parentNode)];
}

/**
 * The message with its 8-bit parts encoded: text as quoted-printable, other content in base64 (RFC 2045 6). Everything else stays as it is,
 * but for the encodings that the parts are said to have. Signatures over the message as a whole (DKIM) no longer fit afterwards.
 */
export async function* toSevenBit(body: Uint8Array | Readable, { eightBit }: Survey): AsyncGenerator<Buffer> {
  let parts = 0;
  let encoder: PartEncoder | null = null;
  for await (const item of split(body)) {
    if (item.type === 'body') {
      yield encoder?.feed(contentOf(item)) ?? contentOf(item);
      continue;
    }
    yield encoder?.end() ?? NOTHING;
    encoder = null;
    if (item.type === 'node') {
      encoder = relabel(item, eightBit.has(parts));
      parts += 1;
    }
    yield item.type === 'node' ? item.getHeaders() : contentOf(item);
  }
  yield encoder?.end() ?? NOTHING;
}

const NOTHING = Buffer.alloc(0);

function contentOf({ value }: MimeContent): Buffer {
  return value ?? NOTHING;
}

/** Says in the header of a part how it is encoded from now on; returns how, null if it is not. */
function relabel({ contentType, encoding, headers }: MimeNode, isEightBit: boolean): PartEncoder | null {
  if (!isEightBit) {
    if (encoding === '8bit' || encoding === 'binary') headers.update(ENCODING, '7bit');
    return null;
  }
  const suitable = contentType === false || contentType.startsWith('text/') ? 'quoted-printable' : 'base64';
  if (headers.hasHeader(ENCODING)) headers.update(ENCODING, suitable);
  // Last, so that the trace at the top stays as it is (RFC 5321 4.4).
  else headers.add(ENCODING, suitable, Number.POSITIVE_INFINITY);
  return partEncoder(suitable);
}

const ENCODING = 'Content-Transfer-Encoding';

function split(body: Uint8Array | Readable): Splitter {
  const splitter = new Splitter({ defaultInlineEmbedded: true });
  const source = Readable.from(wholeLines(body instanceof Uint8Array ? [body] : body), { objectMode: false });
  source.once('error', (error) => splitter.destroy(error));
  return source.pipe(splitter);
}

const LF = 0x0a;

/** The splitter loses its way where a chunk ends within a line. */
async function* wholeLines(chunks: Iterable<Uint8Array> | Readable): AsyncGenerator<Buffer> {
  let held = NOTHING;
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue;
    const all = Buffer.concat([held, chunk]);
    const end = all.lastIndexOf(LF) + 1;
    held = all.subarray(end);
    if (end > 0) yield all.subarray(0, end);
  }
  if (held.length > 0) yield held;
}
