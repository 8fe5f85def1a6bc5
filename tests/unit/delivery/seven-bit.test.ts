import { isAscii } from 'node:buffer';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { surveyMessage, toSevenBit } from '@/smtp-worker/delivery/seven-bit';

const message = (...lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8');

async function converted(body: Buffer, cut = body.length): Promise<string> {
  const source = () => Readable.from(chunks(body, cut), { objectMode: false });
  const survey = await surveyMessage(source());
  const parts: Buffer[] = [];
  for await (const chunk of toSevenBit(source(), survey)) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

function chunks(body: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(body.length / size) }, (_, i) => body.subarray(i * size, (i + 1) * size));
}

const TEXT = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', 'Subject: x', ''];

const MIXED = message(
  'DKIM-Signature: v=1; a=rsa-sha256',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  'Content-Transfer-Encoding: 8bit',
  '',
  'For old readers.',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Grüße, 1=1  ',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'plain = plain',
  '--b',
  'Content-Type: application/xml; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  '<ü/>',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  '<p>ß</p>',
  '--b--',
  'after',
);

describe('toSevenBit', () => {
  it('makes text quoted-printable, and leaves every other header as it is', async () => {
    expect(await converted(message(...TEXT, 'Grüße', '', '.', 'a space at the end '))).toBe(
      [
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        'Subject: x',
        '',
        'Gr=C3=BC=C3=9Fe',
        '',
        '.',
        'a space at the end=20',
        '',
      ].join('\r\n'),
    );
  });

  it('encodes the parts that need it, each as suits it, and keeps what stands around them', async () => {
    expect((await converted(MIXED)).split('\r\n')).toEqual([
      'DKIM-Signature: v=1; a=rsa-sha256',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      'Content-Transfer-Encoding: 7bit',
      '',
      'For old readers.',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe, 1=3D1 =20',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'plain = plain',
      '--b',
      'Content-Type: application/xml; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      'PMO8Lz4=',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>=C3=9F</p>',
      '--b--',
      'after',
      '',
    ]);
  });

  it.each([1, 2, 7, 64, 100])('comes to the same however the message is cut: by %i octets', async (size) => {
    expect(await converted(MIXED, size)).toBe(await converted(MIXED));
  });

  it.each([1, 3, 40, 1000])('passes on what is 7-bit octet by octet, cut by %i', async (size) => {
    const plain = Buffer.from(
      MIXED.toString()
        .replace(/[^\x20-\x7e\r\n]/g, 'x')
        .replaceAll(': 8bit', ': 7bit'),
    );
    expect(await converted(plain, size)).toBe(plain.toString());
  });

  it('keeps lines within 76 characters, and the octets of what is long', async () => {
    const long = message(...TEXT.with(1, 'Content-Type: application/octet-stream'), 'ü'.repeat(100_000));
    const text = await converted(long, 1000);
    expect(isAscii(Buffer.from(text))).toBe(true);
    const [, body = ''] = text.split('\r\n\r\n');
    expect(Math.max(...body.split('\r\n').map(({ length }) => length))).toBe(76);
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe(`${'ü'.repeat(100_000)}\r\n`);
    const words = await converted(message(...TEXT, 'größer und '.repeat(5000)));
    expect(Math.max(...words.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(76);
  });
});

describe('surveyMessage', () => {
  const part = (type: string, encoding: string, content: string) => [
    '--b',
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    content,
  ];
  const multipart = (type: string, ...lines: readonly string[]) =>
    message('MIME-Version: 1.0', `Content-Type: ${type}; boundary=b`, '', ...lines, '--b--');

  it.each<[string, Buffer, string | null]>([
    ['8-bit text', message(...TEXT, 'ü'), null],
    ['7-bit text', message(...TEXT, 'u'), null],
    ['no MIME message', message('Subject: x', '', 'ü'), 'it is no MIME message'],
    ['signed', multipart('multipart/signed', ...part('text/plain', '8bit', 'ü')), 'what is 8-bit is signed'],
    [
      'an attached message',
      multipart('multipart/mixed', ...part('message/partial', '8bit', 'ü')),
      'a part of the type message/partial may not be encoded',
    ],
    ['a wrong label', multipart('multipart/mixed', ...part('text/plain', 'base64', 'ü')), 'a part says that it is base64 and is not'],
    ['a part without a header', multipart('multipart/mixed', '--b', '', 'ü'), 'a part has no header that could say how it is encoded'],
    [
      'between the parts',
      multipart('multipart/mixed', 'ü', ...part('text/plain', '7bit', 'u')),
      'the text between its parts has 8-bit characters',
    ],
  ])('%s', async (_, body, obstacle) => {
    expect(await surveyMessage(body)).toMatchObject({ obstacle, headersAreAscii: true });
  });

  it('sees headers that are not ASCII', async () => {
    expect(await surveyMessage(message('Subject: ü', '', 'u'))).toMatchObject({ headersAreAscii: false });
    expect(await surveyMessage(multipart('multipart/mixed', ...part('text/plain; name=ü', '7bit', 'u')))).toMatchObject({
      headersAreAscii: false,
    });
  });
});
