import { describe, expect, it } from 'vitest';
import { type Dsn, formatDsn } from '@/lib/mail/dsn';
import { headerSection } from '@/lib/mail/headers';
import { quotedPrintable } from '@/lib/mail/quoted-printable';

const dsn: Dsn = {
  reportingHost: 'mx.siegel.example',
  to: 'alice@local.example',
  subject: 'Undelivered mail',
  messageId: '<1@mx.siegel.example>',
  date: 'Tue, 24 Nov 2026 06:30:00 +0000',
  arrivalDate: 'Tue, 24 Nov 2026 06:00:00 +0000',
  envid: 'env',
  originalMessageId: '<original@local.example>',
  text: 'Grüße\n',
  recipients: [
    {
      address: 'bob@partner.example',
      orcpt: 'rfc822;robert@partner.example',
      action: 'failed',
      status: '5.1.1',
      remoteHost: 'mx.partner.example',
      reply: '550-5.1.1 No\r\n550 5.1.1 such user ü',
      detail: 'unused',
      lastAttempt: 'Tue, 24 Nov 2026 06:29:00 +0000',
      willRetryUntil: null,
    },
  ],
  returned: { kind: 'headers', bytes: Buffer.from('Subject: x\r\n') },
  boundary: '=_b',
};

const formatted = (given: Partial<Dsn> = {}): string => Buffer.from(formatDsn({ ...dsn, ...given })).toString('utf8');

describe('formatDsn', () => {
  it('is a multipart/report of RFC 3464', () => {
    expect(formatted()).toBe(
      [
        'From: Mail Delivery System <MAILER-DAEMON@mx.siegel.example>',
        'To: <alice@local.example>',
        'Subject: Undelivered mail',
        'Date: Tue, 24 Nov 2026 06:30:00 +0000',
        'Message-ID: <1@mx.siegel.example>',
        'References: <original@local.example>',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status;',
        '\tboundary="=_b"',
        'Content-Transfer-Encoding: 7bit',
        '',
        '--=_b',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=C3=BC=C3=9Fe',
        '',
        '--=_b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.siegel.example',
        'Original-Envelope-Id: env',
        'Arrival-Date: Tue, 24 Nov 2026 06:00:00 +0000',
        '',
        'Original-Recipient: rfc822; robert@partner.example',
        'Final-Recipient: rfc822; bob@partner.example',
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx.partner.example',
        'Diagnostic-Code: smtp; 550-5.1.1 No 550 5.1.1 such user ?',
        'Last-Attempt-Date: Tue, 24 Nov 2026 06:29:00 +0000',
        '',
        '--=_b',
        'Content-Type: text/rfc822-headers',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Subject: x',
        '',
        '--=_b--',
        '',
      ].join('\r\n'),
    );
  });

  it('writes an internationalised recipient in ASCII (RFC 6533 3)', () => {
    const recipients = dsn.recipients.map((recipient) => ({ ...recipient, address: 'bü+x@partner.example' }));
    expect(formatted({ recipients })).toContain('Final-Recipient: utf-8; b\\x{FC}\\x{2B}x@partner.example\r\n');
  });

  it('lets nothing that a peer or client said end its line', () => {
    const text = formatted({ envid: 'x\r\nBcc: all', originalMessageId: '<a\r\nBcc: b>' });
    expect(text).toContain('Original-Envelope-Id: x Bcc: all\r\n');
    expect(text).not.toContain('References');
  });

  it('says that it is 8-bit when what it returns is', () => {
    const text = formatted({ returned: { kind: 'message', bytes: Buffer.from('Subject: ü\r\n\r\nü\r\n') } });
    expect(text.match(/Content-Transfer-Encoding: 8bit/g)).toHaveLength(2);
    expect(text).toContain('Content-Type: message/rfc822');
  });
});

describe('headerSection', () => {
  it.each([
    ['A: 1\r\nB: 2\r\n\r\nbody\r\n', 'A: 1\r\nB: 2\r\n'],
    ['A: 1\r\n', 'A: 1\r\n'],
    ['\r\nbody', ''],
    ['A: 1\r\nB: cut o', 'A: 1\r\n'],
  ])('of %j is %j', (message, headers) => {
    expect(Buffer.from(headerSection(Buffer.from(message))).toString()).toBe(headers);
  });
});

describe('quotedPrintable', () => {
  it.each([
    ['plain, with a space', 'plain, with a space'],
    ['ends with a space ', 'ends with a space=20'],
    ['1 = 1', '1 =3D 1'],
    ['a\nb', 'a\r\nb'],
    ['„ü“', '=E2=80=9E=C3=BC=E2=80=9C'],
  ])('%j', (text, encoded) => {
    expect(quotedPrintable(text)).toBe(encoded);
  });

  it('keeps every line within 76 characters', () => {
    const lines = quotedPrintable('ü'.repeat(100) + 'x'.repeat(100)).split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(lines.slice(0, -1).every((line) => line.endsWith('='))).toBe(true);
  });
});
