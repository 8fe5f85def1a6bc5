import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandStream } from '@/smtp-worker/listeners/command-stream';

/** What a client's bytes are read as: lines as `> line`, problems by name. */
async function read(...chunks: string[]): Promise<string[]> {
  const seen: string[] = [];
  const stream = new CommandStream((problem) => seen.push(problem));
  stream.oncommand = (line, done) => {
    seen.push(`> ${line.toString('latin1')}`);
    done?.();
  };
  for (const chunk of chunks) stream.write(Buffer.from(chunk, 'latin1'));
  stream.end();
  await once(stream, 'finish');
  return seen;
}

const LONG = 'x'.repeat(13_000);

describe('CommandStream', () => {
  it('reads lines that end with CRLF', async () => {
    expect(await read('NOOP\r\nRSET\r\n', 'QU', 'IT\r', '\n')).toEqual(['> NOOP', '> RSET', '> QUIT']);
    expect(await read('\r\n', 'not ended')).toEqual(['> ']);
  });

  it('refuses a bare LF at once, and ignores the rest of the line', async () => {
    expect(await read('NOOP\nMAIL FROM:<a@b>\nRCPT\r\nQUIT\r\n')).toEqual(['bare-line-feed', '> QUIT']);
    expect(await read('NOOP\n')).toEqual(['bare-line-feed']);
  });

  it('refuses a line that is too long at once, and ignores the rest of the line', async () => {
    expect(await read(`NOOP ${LONG}`)).toEqual(['too-long']);
    expect(await read(`NOOP ${LONG}`, LONG, '\r', '\nQUIT\r\n')).toEqual(['too-long', '> QUIT']);
  });

  it('reads the same however the bytes are cut', async () => {
    const bytes = fc
      .array(fc.constantFrom('NOOP', '\r\n', '\r\n', '\n', '\r', ' ', LONG), { maxLength: 12 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat()), async (text, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, i) => text.slice(places[i], end));
        expect(await read(...chunks)).toEqual(await read(text));
      }),
      { numRuns: 300 },
    );
  });

  it('hands over to message data in the middle of a chunk, and back', async () => {
    const seen: string[] = [];
    const stream = new CommandStream((problem) => seen.push(problem));
    stream.oncommand = (line, done) => {
      seen.push(line.toString());
      if (line.toString() === 'DATA') {
        const message = stream.startDataMode();
        message.on('data', (chunk: Buffer) => seen.push(`data ${JSON.stringify(chunk.toString())}`));
        message.on('end', () => stream.continue());
      }
      done?.();
    };
    stream.end(Buffer.from('DATA\r\none\ntwo\r\n..\r\n.\r\nQUIT\r\n'));
    await once(stream, 'finish');
    expect(seen.filter((line) => !line.startsWith('data'))).toEqual(['DATA', 'QUIT']);
    const data = seen.filter((line) => line.startsWith('data')).map((line) => JSON.parse(line.slice(5)));
    expect(data.join('')).toBe('one\ntwo\r\n.\r\n');
  });

  describe('with chunks', () => {
    /** Lines as `> line`, chunks as `[octets]`; a line `BDAT n` announces a chunk of n octets. */
    async function readChunks(...pieces: Buffer[]): Promise<string> {
      let seen = '';
      const stream = new CommandStream((problem) => {
        seen += problem;
      });
      stream.oncommand = (line, done) => {
        seen += `> ${line.toString('latin1')}\n`;
        const [, size] = /^BDAT (\d+)$/.exec(line.toString('latin1')) ?? [];
        if (size !== undefined) {
          seen += '[';
          stream.startChunk(Number(size), {
            octets: async (octets) => {
              await new Promise((resolve) => setImmediate(resolve));
              seen += octets.toString('latin1');
            },
            end: async () => {
              seen += ']\n';
            },
          });
        }
        done?.();
      };
      for (const piece of pieces) stream.write(piece);
      stream.end();
      await once(stream, 'finish');
      return seen;
    }

    it('hands on exactly the announced octets, and reads what follows as commands', async () => {
      expect(await readChunks(Buffer.from('BDAT 6\r\nQUIT\r\nBDAT 0\r\nBDAT 3\r\n\n.\rNOOP\r\n'))).toBe(
        '> BDAT 6\n[QUIT\r\n]\n> BDAT 0\n[]\n> BDAT 3\n[\n.\r]\n> NOOP\n',
      );
    });

    it('ends a chunk without octets though nothing follows', async () => {
      expect(await readChunks(Buffer.from('BDAT 0\r\n'))).toBe('> BDAT 0\n[]\n');
    });

    it('reads the same however the bytes are cut', async () => {
      const content = fc.uint8Array({ maxLength: 30 }).map((octets) => Buffer.from(octets));
      const part = fc.oneof(
        fc.constantFrom('NOOP\r\n', 'DATA\r\n', '\r\n').map((line) => Buffer.from(line)),
        content.map((octets) => Buffer.concat([Buffer.from(`BDAT ${octets.length}\r\n`), octets])),
      );
      const asRead = (parts: readonly Buffer[]) =>
        parts.map((bytes) => {
          const text = bytes.toString('latin1');
          const end = text.indexOf('\r\n');
          return `> ${text.slice(0, end)}\n${text.startsWith('BDAT') ? `[${text.slice(end + 2)}]\n` : ''}`;
        });
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.array(fc.nat()), async (parts, cuts) => {
          const bytes = Buffer.concat(parts);
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
          expect(await readChunks(...places.slice(1).map((end, i) => bytes.subarray(places[i], end)))).toBe(asRead(parts).join(''));
        }),
        { numRuns: 300 },
      );
    });
  });
});
