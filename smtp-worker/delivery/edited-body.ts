import { Readable } from 'node:stream';
import { editHeaders } from '@/lib/mail/edit-headers';
import type { HeaderEdit } from '@/lib/mail/header-edits';

/** The stored message as its recipients are to get it: a stream is edited while it passes. */
export function editedBody(body: Uint8Array | Readable, edits: readonly HeaderEdit[]): Uint8Array | Readable {
  if (edits.length === 0) return body;
  if (!(body instanceof Uint8Array)) return Readable.from(pieces(body, edits), { objectMode: false });
  const editor = editHeaders(edits);
  return Buffer.concat([...editor.feed(body), ...editor.end()]);
}

async function* pieces(body: Readable, edits: readonly HeaderEdit[]): AsyncGenerator<Uint8Array> {
  const editor = editHeaders(edits);
  for await (const chunk of body) {
    if (Buffer.isBuffer(chunk)) yield* editor.feed(chunk);
  }
  yield* editor.end();
}
