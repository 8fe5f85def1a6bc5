import { describe, expect, it, test } from 'vitest';
import { compilePolicy } from '@/lib/policy/compile';
import type { Notification } from '@/smtp-worker/notify/notification';
import { notificationMail } from '@/smtp-worker/notify/notification-mail';
import { notificationText } from '@/smtp-worker/notify/notification-text';
import { ownMessageIds } from '@/smtp-worker/notify/own-message-ids';
import { webhookJson } from '@/smtp-worker/notify/webhook-json';
import { policyOf } from '../policy/rules';

const NOTIFICATION: Notification = {
  id: '01JDQ8Z7K2ABCDEFGH',
  rule: { ruleId: '3f2b8a52-1a70-4f0e-9d0b-2f5c1f0a9d11', name: 'Grüße', order: 2 },
  target: { kind: 'email', address: 'admin@local.tld', language: 'en', interval: 3600 },
  count: 3,
  since: new Date('2026-11-24T06:12:00.000Z'),
  heldBack: 2,
  latest: {
    at: '2026-11-24T06:30:00.000Z',
    client: '192.0.2.7',
    tlsVersion: null,
    sender: '',
    recipients: ['one@local.tld', 'two@local.tld'],
    recipientCount: 5,
    outcome: 'reject',
    reply: '550 5.7.10 Encryption needed',
    queueId: '01JDQ8Z7K2AAAAAAAA',
  },
};

describe('the text', () => {
  it('says which rule, since when, how often and what became of the latest mail', () => {
    expect(notificationText(NOTIFICATION, 'mx.local.tld', 'en')).toEqual({
      subject: 'Rule "Grüße" has matched 3 times',
      text: [
        'This is an automatic message of the mail gateway mx.local.tld.',
        '',
        'Rule 2 “Grüße” has matched 3 times since 2026-11-24 06:12 UTC.',
        '2 of these were held back until now: there is at most one notification per 1 h.',
        '',
        'The latest:',
        '  Time: 2026-11-24 06:30 UTC',
        '  Client: 192.0.2.7',
        '  TLS: not encrypted',
        '  Sender: <> (null sender)',
        '  Recipients: one@local.tld, two@local.tld, and 3 more',
        '  Outcome: Refused',
        '  Reply: 550 5.7.10 Encryption needed',
        '  Queue id: 01JDQ8Z7K2AAAAAAAA',
        '',
        'What else matches within 1 h is counted; the notification after that says how many.',
      ].join('\n'),
    });
  });

  it('of a connection that was refused names nobody', () => {
    const latest = { ...NOTIFICATION.latest, tlsVersion: 'TLSv1.3', sender: null, recipients: [], recipientCount: 0 };
    const { subject, text } = notificationText({ ...NOTIFICATION, count: 1, heldBack: 0, latest }, 'mx.local.tld', 'de');
    expect(subject).toBe('Regel "Grüße" hat zugetroffen');
    expect(text).toContain('\n  TLS: TLSv1.3\n  Absender: noch nicht genannt\n  Empfänger: noch nicht genannt\n');
    expect(text).not.toContain('zurückgehalten');
  });
});

test('the mail is one that nothing answers, in ASCII throughout, from nobody', () => {
  const compiled = compilePolicy(policyOf({}));
  const target = { kind: 'email', address: 'admin@local.tld', language: 'de', interval: 3600 } as const;
  const now = new Date('2026-11-24T06:30:01.000Z');
  const context = { hostname: 'mx.local.tld', workerId: 'w', policy: compiled, now };
  const mail = notificationMail(NOTIFICATION, target, '<id.mac@mx.local.tld>', context);
  const [head = '', text = ''] = Buffer.from(mail.body ?? [])
    .toString('latin1')
    .split('\r\n\r\n');
  expect(head.split('\r\n')).toEqual([
    'From: Mail gateway <MAILER-DAEMON@mx.local.tld>',
    'To: <admin@local.tld>',
    'Subject: Regel =?UTF-8?B?Ikdyw7zDn2Ui?= hat 3-mal zugetroffen',
    'Date: Tue, 24 Nov 2026 06:30:01 +0000',
    'Message-ID: <id.mac@mx.local.tld>',
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
  ]);
  expect(text).toMatch(/^[\x20-\x7e\r\n]+$/);
  expect(mail).toMatchObject({
    id: NOTIFICATION.id,
    sender: '',
    accepted: true,
    listener: 'notification',
    bodyType: '7bit',
    smtpUtf8: false,
  });
  expect(mail.recipients).toMatchObject([
    { address: 'admin@local.tld', domain: 'local.tld', relayed: true, state: 'pending', dsnNotify: 'NEVER' },
  ]);
});

test('a webhook gets the same as JSON', () => {
  expect(JSON.parse(webhookJson(NOTIFICATION, 'mx.local.tld'))).toEqual({
    event: 'rule-matched',
    id: NOTIFICATION.id,
    gateway: 'mx.local.tld',
    rule: { id: NOTIFICATION.rule.ruleId, name: 'Grüße', order: 2 },
    count: 3,
    since: '2026-11-24T06:12:00.000Z',
    heldBack: 2,
    interval: 3600,
    latest: {
      time: '2026-11-24T06:30:00.000Z',
      client: '192.0.2.7',
      tlsVersion: null,
      sender: '',
      recipients: ['one@local.tld', 'two@local.tld'],
      recipientCount: 5,
      outcome: 'reject',
      reply: '550 5.7.10 Encryption needed',
      queueId: '01JDQ8Z7K2AAAAAAAA',
    },
  });
});

describe('Message-IDs of our own', () => {
  const keyOf = (text: string) => ({ derive: (purpose: string) => Buffer.from(`${text} ${purpose}`) });
  const ids = ownMessageIds(keyOf('this installation'));
  const own = ids.make('01JDQ8Z7K2ABCDEFGH', 'mx.local.tld');

  it('are known again, by every worker with the same key', () => {
    expect(ids.isOwn(own)).toBe(true);
    expect(ids.isOwn(` ${own} `)).toBe(true);
    expect(ownMessageIds(keyOf('this installation')).isOwn(own.replace('@mx.', '@mx2.'))).toBe(true);
  });

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one of somebody else', '<1234@a.tld>'],
    ['one with another queue id', own.replace('FGH', 'FGJ')],
    ['one with another proof', own.replace(/\.(.)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`)],
    ['one without proof', '<01JDQ8Z7K2ABCDEFGH.@mx.local.tld>'],
    ['one of another installation', ownMessageIds(keyOf('another')).make('01JDQ8Z7K2ABCDEFGH', 'mx.local.tld')],
    ['more than one', `${own} ${own}`],
  ])('are not taken for it: %s', (_, messageId) => {
    expect(ids.isOwn(messageId)).toBe(false);
  });
});
