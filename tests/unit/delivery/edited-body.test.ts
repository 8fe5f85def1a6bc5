import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { editedBody } from '@/smtp-worker/delivery/edited-body';

it('passes a streamed message on whole', async () => {
  const chunk = 256 * 1024;
  const message = Buffer.from(`Subject: x\r\n\r\n${'0123456789abcdef\r\n'.repeat(200_000)}`);
  const cut = Array.from({ length: Math.ceil(message.length / chunk) }, (_, i) => message.subarray(i * chunk, (i + 1) * chunk));
  const body = editedBody(Readable.from(cut, { objectMode: false }), [{ kind: 'add', name: 'X-New', value: 'n' }]);
  const out: Buffer[] = [];
  for await (const piece of body) if (Buffer.isBuffer(piece)) out.push(piece);
  expect(Buffer.concat(out).length).toBe(message.length + 'X-New: n\r\n'.length);
});
