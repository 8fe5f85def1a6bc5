import tls from 'node:tls';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { networkMatcher } from '@/lib/mail/network';
import { isPublicAddress } from '@/lib/net/public-address';
import { webhookUrlSchema } from '@/lib/policy/notification-target';
import { createDns } from '@/smtp-worker/delivery/dns';
import { postWebhook, type WebhookContext } from '@/smtp-worker/notify/post-webhook';
import { type CertificateAuthority, createCertificateAuthority, selfSignedCertificate } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type HttpsSink, startHttpsSink } from '../../support/https-sink';

// A webhook over real HTTPS: where it may lead, whom it believes, and what counts as taken.

const JSON_TEXT = JSON.stringify({ event: 'rule-matched' });

let authority: CertificateAuthority;
let dns: DnsServer;
let sink: HttpsSink;
let stranger: HttpsSink;
beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({
    'hooks.example': { a: ['127.0.0.1'] },
    'other-name.example': { a: ['127.0.0.1'] },
    'private.example': { a: ['10.1.2.3'], aaaa: ['::ffff:127.0.0.1', 'fd00:ec2::254'] },
    'mixed.example': { a: ['10.1.2.3', '127.0.0.1'] },
    'metadata.example': { cname: 'metadata-inside.example' },
    'metadata-inside.example': { a: ['169.254.169.254'] },
    'broken.example': 'servfail',
    'mail-only.example': { mx: [{ exchange: 'mx.example', priority: 1 }] },
  });
  sink = await startHttpsSink(await authority.issue(['hooks.example', 'mixed.example', '127.0.0.1']));
  stranger = await startHttpsSink(await selfSignedCertificate(['hooks.example']));
});
afterAll(async () => {
  await Promise.all([sink?.stop(), stranger?.stop(), dns?.stop()]);
});
beforeEach(() => sink.answerWith({ status: 204 }));

/** @param allowed beside the public addresses */
function context(allowed: readonly string[] = ['127.0.0.1'], timeout = 5000): WebhookContext {
  const isListed = networkMatcher(allowed);
  return {
    addresses: createDns([dns.address]).addresses,
    isAllowed: (address) => isPublicAddress(address) || isListed(address),
    tls: { ca: [...tls.rootCertificates, authority.certificate] },
    userAgent: 'Siegel/test',
    timeout,
  };
}

const post = (host: string, options = context(), port = sink.port) =>
  postWebhook(`https://${host}:${port}/siegel?key=1`, JSON_TEXT, options);

it('is posted as JSON and taken with any 2xx', async () => {
  const before = sink.requests.length;
  expect(await post('hooks.example')).toEqual({ kind: 'taken' });
  sink.answerWith({ status: 200 });
  expect(await post('127.0.0.1')).toEqual({ kind: 'taken' });
  const [request] = sink.requests.slice(before);
  expect(request).toMatchObject({ method: 'POST', path: '/siegel?key=1', body: JSON_TEXT });
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Siegel/test',
    host: `hooks.example:${sink.port}`,
  });
});

it.each([
  [301, false],
  [307, false],
  [400, false],
  [404, false],
  [410, false],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
])('an answer %i is a failure; tried again: %s', async (status, again) => {
  sink.answerWith({ status });
  expect(await post('hooks.example')).toEqual({ kind: 'failed', why: `answered ${status}`, again });
});

it('follows no redirection', async () => {
  const before = sink.requests.length;
  sink.answerWith({ status: 302, headers: { location: `https://hooks.example:${sink.port}/elsewhere` } }, { status: 200 });
  expect(await post('hooks.example')).toMatchObject({ kind: 'failed', again: false });
  expect(sink.requests).toHaveLength(before + 1);
});

it('waits for no answer longer than it may', async () => {
  sink.answerWith('silence');
  expect(await post('hooks.example', context(['127.0.0.1'], 150))).toEqual({ kind: 'failed', why: 'no answer within 0.15 s', again: true });
});

it('reaches of several addresses only those that it may', async () => {
  expect(await post('mixed.example')).toEqual({ kind: 'taken' });
});

it.each([
  'hooks.example',
  'private.example',
  'metadata.example',
  '127.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  '10.0.0.1',
  // Other ways to write 127.0.0.1 and 169.254.169.254.
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '127。0。0。1',
  '①②⑦.0.0.1',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:a9fe:a9fe]',
  '[64:ff9b::a9fe:a9fe]',
  '[fe80::1]',
  '[fd00:ec2::254]',
])('does not reach %s unless a setting says so', async (host) => {
  const before = sink.requests.length;
  const url = webhookUrlSchema.parse(`https://${host}:${sink.port}/`);
  expect(await postWebhook(url, JSON_TEXT, context([]))).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('has no address that webhooks may reach'),
    again: false,
  });
  expect(sink.requests).toHaveLength(before);
});

it('connects to the address that was checked, whatever the DNS says a moment later', async () => {
  const options = context();
  const before = dns.questions.length;
  const rebinding: WebhookContext = {
    ...options,
    addresses: async (host) => {
      const answer = await options.addresses(host);
      dns.set('hooks.example', { a: ['10.1.2.3'] });
      return answer;
    },
  };
  expect(await post('hooks.example', rebinding)).toEqual({ kind: 'taken' });
  // IPv4 and IPv6, once each.
  expect(dns.questions.slice(before)).toHaveLength(2);
  dns.set('hooks.example', { a: ['127.0.0.1'] });
});

it.each([
  ['broken.example', 'broken.example could not be looked up'],
  ['mail-only.example', 'mail-only.example has no address'],
  ['nowhere.example', 'nowhere.example does not exist'],
])('is tried again while the name leads nowhere: %s', async (host, why) => {
  expect(await post(host)).toEqual({ kind: 'failed', why, again: true });
});

it('believes no certificate of a stranger, and none for another name', async () => {
  expect(await post('hooks.example', context(), stranger.port)).toMatchObject({
    kind: 'failed',
    why: expect.stringMatching(/self-signed/),
  });
  expect(await post('other-name.example')).toMatchObject({ kind: 'failed', why: expect.stringMatching(/altnames/) });
  expect(stranger.requests).toEqual([]);
});

it('fails where nobody listens', async () => {
  const gone = await startHttpsSink(await authority.issue(['hooks.example']));
  await gone.stop();
  expect(await post('hooks.example', context(), gone.port)).toMatchObject({ kind: 'failed', why: expect.stringMatching(/ECONNREFUSED/) });
});
