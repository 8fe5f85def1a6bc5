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
});
