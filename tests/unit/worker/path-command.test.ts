import { describe, expect, it } from 'vitest';
import { parseMailParameters, parseRecipientParameters } from '@/smtp-worker/session/esmtp-parameters';
import { parsePathCommand } from '@/smtp-worker/session/path-command';

const pathOf = (line: string) => parsePathCommand(line, 'MAIL FROM')?.path ?? null;

describe('parsePathCommand', () => {
  it.each([
    ['MAIL FROM:<a@b.example>', 'a@b.example'],
    ['mail from: <a@b.example>', 'a@b.example'],
    ['MAIL FROM:<>', ''],
    ['MAIL FROM:<"a b>c"@b.example>', '"a b>c"@b.example'],
    ['MAIL FROM:<"a\\"b"@b.example>', '"a\\"b"@b.example'],
    ['MAIL FROM:<@one.example,@two.example:a@b.example>', 'a@b.example'],
    ['MAIL FROM:<a@[IPv6:2001:db8::1]>', 'a@[IPv6:2001:db8::1]'],
  ])('%s', (line, path) => expect(pathOf(line)).toBe(path));

  it.each([
    'MAIL FROM:',
    'MAIL FROM:a@b.example',
    'MAIL FROM:<a@b.example',
    'MAIL FROM:<a<b@c.example>',
    'MAIL FROM:<"a@b.example>',
    'MAIL FROM:<a@b.example>SIZE=1',
    'MAIL FROM:<a@b.example> SIZE=',
    'MAIL FROM:<a@b.example> =1',
    'MAIL TO:<a@b.example>',
    'MAIL',
  ])('no path command: %s', (line) => expect(pathOf(line)).toBeNull());

  it('takes the parameters apart, in any case', () => {
    expect(parsePathCommand('MAIL FROM:<>  size=10   Body=8BITMIME SMTPUTF8', 'MAIL FROM')?.parameters).toEqual([
      { keyword: 'SIZE', value: '10' },
      { keyword: 'BODY', value: '8BITMIME' },
      { keyword: 'SMTPUTF8', value: null },
    ]);
  });
});

const OFFERS = { starttls: true, pipelining: true, eightBitMime: true, smtpUtf8: true, dsn: true, chunking: true, auth: true };
const parameters = (text: string) => parsePathCommand(`MAIL FROM:<> ${text}`, 'MAIL FROM')?.parameters ?? [];

describe('parseMailParameters', () => {
  it('understands what EHLO offers', () => {
    expect(parseMailParameters(parameters('SIZE=5 BODY=8bitmime SMTPUTF8 RET=hdrs ENVID=a+2Bb AUTH=<>'), OFFERS)).toEqual({
      size: 5,
      bodyType: '8bitmime',
      smtpUtf8: true,
      dsnRet: 'HDRS',
      dsnEnvid: 'a+b',
    });
  });

  it.each([
    ['SIZE=-1', 501],
    ['SIZE=1 SIZE=2', 501],
    ['SMTPUTF8=yes', 501],
    ['ENVID=a+0D+0Ab', 501],
    [`ENVID=${'x'.repeat(101)}`, 501],
    ['AUTH', 501],
    ['REQUIRETLS', 555],
    ['XFOO=1', 555],
  ])('answers %s with %i', (text, code) => {
    expect(parseMailParameters(parameters(text), OFFERS)).toMatchObject({ code });
  });

  it('knows nothing that is not offered', () => {
    const nothing = { starttls: false, pipelining: false, eightBitMime: false, smtpUtf8: false, dsn: false, chunking: false, auth: false };
    for (const text of ['BODY=7BIT', 'SMTPUTF8', 'RET=FULL', 'ENVID=x', 'AUTH=<>']) {
      expect(parseMailParameters(parameters(text), nothing)).toMatchObject({ code: 555 });
    }
    expect(parseRecipientParameters(parameters('NOTIFY=NEVER'), nothing)).toMatchObject({ code: 555 });
  });
});

describe('parseRecipientParameters', () => {
  it('understands NOTIFY and ORCPT', () => {
    expect(parseRecipientParameters(parameters('NOTIFY=success,delay ORCPT=rfc822;a+2Bb@c.example'), OFFERS)).toEqual({
      dsnNotify: 'SUCCESS,DELAY',
      dsnOrcpt: 'rfc822;a+b@c.example',
    });
  });

  it.each(['NOTIFY=NEVER,SUCCESS', 'NOTIFY=', 'NOTIFY', 'ORCPT=rfc822', 'ORCPT=rfc822;', 'ORCPT=rfc822;a+0Ab', 'SIZE=1'])(
    'refuses %s',
    (text) => {
      const parsed = parsePathCommand(`RCPT TO:<a@b.example> ${text}`, 'RCPT TO');
      expect(parsed === null ? { code: 501 } : parseRecipientParameters(parsed.parameters, OFFERS)).toHaveProperty('code');
    },
  );
});
