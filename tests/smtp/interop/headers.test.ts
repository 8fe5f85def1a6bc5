import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { runCommand } from '../../support/command';
import { type Gateway, startGateway } from '../../support/gateway';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { type Postfix, startPostfix } from '../../support/postfix';
import { waitFor } from '../../support/wait-for';

// What rules change in the headers, from swaks to the mailbox of a real Postfix, and octet by octet to a peer that records.

let authority: CertificateAuthority;
let postfix: Postfix;
let recorder: NextHop;
let gateway: Gateway;

const to = (...addresses: string[]) => ['recipient.address', { operator: 'is', addresses }] as const;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  postfix = await startPostfix({
    hostname: 'mx.local.example',
    certificate: await authority.issue(['mx.local.example']),
    keepsMailFor: ['local.example'],
  });
  recorder = await startNextHop({ opening: 'plaintext' });
  const deliverTo = (port: number) => ({
    hosts: [{ host: '127.0.0.1', port }],
    encryption: 'opportunistic' as const,
    certificateCheck: null,
  });
  gateway = await startGateway({
    localDomains: [
      { domain: 'local.example', deliverTo: deliverTo(postfix.port) },
      { domain: 'recorded.example', deliverTo: deliverTo(recorder.port) },
    ],
    rules: [
      {
        name: 'Größe',
        conditions: [],
        actions: [
          ['headers.add', { name: 'X-Way', value: '%sender% to %recipient% from %client% over %tls%, %rule%' }],
          ['headers.replace', { name: 'Subject', value: 'Grüße aus dem Tor' }],
          ['headers.remove', { name: 'X-Secret' }],
          ['headers.add-if-missing', { name: 'Message-ID', value: '<made@gateway>' }],
        ],
      },
      { name: 'only watched', mode: 'monitor', conditions: [], actions: [['headers.add', { name: 'X-Never', value: 'x' }]] },
      { name: 'for one', conditions: [to('two@local.example')], actions: [['headers.add', { name: 'X-One', value: 'yes' }]] },
    ],
  });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([postfix?.stop(), recorder?.stop()]);
});

const unfolded = (mail: string) => mail.replace(/\r?\n[ \t]/g, ' ');

it('arrives at Postfix with its headers changed for each recipient', async () => {
  const swaks = await runCommand('swaks', [
    ...['--server', '127.0.0.1', '--port', String(gateway.ports.smtp), '--helo', 'client.example', '--tls'],
    ...['--from', 'a@sender.example', '--to', 'one@local.example,two@local.example'],
    ...['--header', 'Subject: before', '--add-header', 'X-Secret: 10.1.2.3', '--body', 'X-Secret: in the body'],
  ]);
  expect(swaks.code, swaks.output).toBe(0);
  const mails = await waitFor('both messages', async () => {
    const arrived = await postfix.mail();
    return arrived.length === 2 && arrived;
  });
  for (const name of ['one', 'two']) {
    const mail = unfolded(mails.find((each) => each.includes(`for <${name}@local.example>`)) ?? '');
    expect(mail).toContain(`\nX-Way: a@sender.example to ${name}@local.example from 127.0.0.1 over TLSv1.3, =?UTF-8?B?R3LDtsOfZQ==?=\n`);
    expect(mail).toContain('\nSubject: =?UTF-8?B?R3LDvMOfZQ==?= aus dem Tor\n');
    expect(mail).not.toMatch(/before|10\.1\.2\.3|X-Never|made@gateway/);
    expect(mail).toContain('\n\nX-Secret: in the body\n');
    expect(mail.includes('\nX-One: yes\n')).toBe(name === 'two');
  }
});

it('keeps a large message octet by octet apart from its headers', async () => {
  const line = `${'0123456789abcdef'.repeat(4)}\r\n`;
  const body = `no dots\r\n${line.repeat(150_000)}`;
  const client = await gateway.connect('smtp');
  await client.open();
  const data = `X-Secret: 1\r\nSubject: large\r\nX-Kept: 1\r\n\r\n${body}`;
  expect((await client.sendMessage({ from: 'a@sender.example', to: ['large@recorded.example'], data })).code).toBe(250);
  await client.quit();
  const message = await waitFor('the large message', async () => recorder.messages[0], { timeoutMs: 40_000 });
  const [head = '', ...rest] = message.data.toString('latin1').split('\r\n\r\n');
  const hash = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
  expect(hash(rest.join('\r\n\r\n'))).toBe(hash(body));
  expect(unfolded(head).split('\r\n').slice(1)).toEqual([
    'Subject: =?UTF-8?B?R3LDvMOfZQ==?= aus dem Tor',
    'X-Kept: 1',
    'X-Way: a@sender.example to large@recorded.example from 127.0.0.1 over no TLS, =?UTF-8?B?R3LDtsOfZQ==?=',
    'Message-ID: <made@gateway>',
  ]);
  expect(Number(/SIZE=(\d+)/.exec(message.senderParameters)?.[1])).toBeGreaterThanOrEqual(data.length);
});
