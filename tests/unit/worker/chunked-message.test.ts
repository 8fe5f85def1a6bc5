import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPLIES } from '@/lib/mail/replies';
import { ChunkedMessage } from '@/smtp-worker/listeners/chunked-message';

/** Reads up to `most` octets, and answers with the reply that a session would give. */
function reader(read: string[], most = Number.POSITIVE_INFINITY) {
  return async (stream: Readable) => {
    try {
      for await (const piece of stream) {
        read.push(piece.toString('latin1'));
        if (read.join('').length > most) return REPLIES.messageTooLarge;
      }
      return REPLIES.ok;
    } catch {
      return null;
    }
  };
}

describe('a message in chunks', () => {
  it('is what was written, with an end to its last line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', '.', '\r', '\n', '\r\n', 'line\r\n')), async (pieces) => {
        const read: string[] = [];
        const message = new ChunkedMessage(reader(read));
        for (const piece of pieces) await message.write(Buffer.from(piece));
        expect(message.isOpen).toBe(true);
        expect(await message.end()).toBe(REPLIES.ok);
        const whole = pieces.join('');
        expect(read.join('')).toBe(whole === '' || whole.endsWith('\r\n') ? whole : `${whole}\r\n`);
        expect(message.isOpen).toBe(false);
      }),
    );
  });

  it('holds a piece back until the one before has been read', async () => {
    const read: string[] = [];
    let goOn: () => void = () => undefined;
    const message = new ChunkedMessage(async (stream) => {
      for await (const piece of stream) {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        read.push(piece.toString());
      }
      return REPLIES.ok;
    });
    let written = false;
    const writing = message.write(Buffer.from('one')).then(() => {
      written = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([written, read]).toEqual([false, []]);
    goOn();
    await writing;
    expect(read).toEqual(['one']);
    const rest = message.write(Buffer.from('two\r\n'));
    await new Promise((resolve) => setImmediate(resolve));
    goOn();
    await rest;
    expect(await message.end()).toBe(REPLIES.ok);
  });

  it('is refused as soon as its reader has had enough, and says so each time', async () => {
    const read: string[] = [];
    const message = new ChunkedMessage(reader(read, 5));
    await message.write(Buffer.from('four'));
    expect(await message.refusal()).toBeNull();
    await message.write(Buffer.from('eight'));
    expect(message.isOpen).toBe(false);
    expect(await message.refusal()).toBe(REPLIES.messageTooLarge);
    await message.write(Buffer.from('thrown away'));
    expect(await message.refusal()).toBe(REPLIES.messageTooLarge);
    expect(await message.end()).toBe(REPLIES.messageTooLarge);
    expect(read).toEqual(['four', 'eight']);
  });

  it('is cut off when it is abandoned, before its first octet and later', async () => {
    for (const pieces of [[], ['one'], ['one', 'two']]) {
      const message = new ChunkedMessage(reader([]));
      for (const piece of pieces) await message.write(Buffer.from(piece));
      message.abandon();
      expect(message.isOpen).toBe(false);
      expect(await message.refusal()).toBeNull();
    }
  });

  it('is kept when it is abandoned after its end', async () => {
    const read: string[] = [];
    const message = new ChunkedMessage(reader(read));
    await message.write(Buffer.from('one\r\n'));
    const reply = message.end();
    message.abandon();
    expect(await reply).toBe(REPLIES.ok);
  });
});
