import { describe, expect, it } from 'vitest';
import { receivedHeader, type Trace, transmissionType } from '@/lib/mail/received-header';
import { mailDate } from '@/smtp-worker/intake/mail-date';

const TRACE: Trace = {
  ehloName: 'client.example',
  clientIp: '192.0.2.1',
  hostname: 'mx.siegel.example',
  extended: true,
  smtpUtf8: false,
  authenticated: false,
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' },
  queueId: '01ABC',
  onlyRecipient: 'b@local.example',
  date: 'Tue, 24 Nov 2026 06:30:00 +0000',
};

describe('receivedHeader', () => {
  it('says from whom, by whom, how, for whom and when', () => {
    expect(receivedHeader(TRACE)).toBe(
      'Received: from client.example ([192.0.2.1])\r\n' +
        '\tby mx.siegel.example with ESMTPS id 01ABC\r\n' +
        '\t(TLSv1.3 TLS_AES_256_GCM_SHA384)\r\n' +
        '\tfor <b@local.example>;\r\n' +
        '\tTue, 24 Nov 2026 06:30:00 +0000\r\n',
    );
  });

  it('names neither TLS nor a recipient where there is none, or several', () => {
    expect(receivedHeader({ ...TRACE, tls: null, onlyRecipient: null, clientIp: '2001:db8::1' })).toBe(
      'Received: from client.example ([IPv6:2001:db8::1])\r\n' +
        '\tby mx.siegel.example with ESMTP id 01ABC;\r\n' +
        '\tTue, 24 Nov 2026 06:30:00 +0000\r\n',
    );
  });

  it.each([
    ['a b)\r\nX-Forged: yes', 'a?b???X-Forged:?yes'],
    ['[IPv6:2001:db8::1]', '[IPv6:2001:db8::1]'],
    ['bücher.example', 'b?cher.example'],
    ['', 'unknown'],
  ])('lets EHLO %j write nothing but a name', (ehloName, written) => {
    expect(receivedHeader({ ...TRACE, ehloName }).split('\r\n')[0]).toBe(`Received: from ${written} ([192.0.2.1])`);
  });
});

describe('transmissionType', () => {
  const tls = TRACE.tls;
  it.each([
    [{ extended: false, smtpUtf8: false, authenticated: false, tls: null }, 'SMTP'],
    [{ extended: true, smtpUtf8: false, authenticated: false, tls: null }, 'ESMTP'],
    [{ extended: true, smtpUtf8: false, authenticated: false, tls }, 'ESMTPS'],
    [{ extended: true, smtpUtf8: false, authenticated: true, tls }, 'ESMTPSA'],
    [{ extended: true, smtpUtf8: true, authenticated: false, tls: null }, 'UTF8SMTP'],
    [{ extended: true, smtpUtf8: true, authenticated: true, tls }, 'UTF8SMTPSA'],
  ])('%o is %s', (session, type) => {
    expect(transmissionType(session)).toBe(type);
  });
});

it('mailDate writes UTC in English', () => {
  expect(mailDate(new Date('2026-03-01T04:05:06.789Z'))).toBe('Sun, 1 Mar 2026 04:05:06 +0000');
});
