import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type Gateway, startGateway } from '../../support/gateway';
import { type HttpsSink, startHttpsSink } from '../../support/https-sink';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { forcedTlsIn, forcedTlsOut } from '../../support/rules';
import { waitFor } from '../../support/wait-for';

// Rules that tell of themselves, through the whole gateway: a client is answered, an administrator gets a mail over forced TLS, a webhook a call.

const HOST = 'mx.admin.example';
const REFUSAL = '550 5.7.10 Encryption needed: mail from partner.example is accepted only over TLS';

let authority: CertificateAuthority;
let dns: DnsServer;
let sink: HttpsSink;
let admin: NextHop;
let inside: NextHop;
let gateway: Gateway;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({
    [HOST]: { a: ['127.0.0.1'] },
    'hooks.example': { a: ['127.0.0.1'] },
    'clear.example': { a: ['127.0.0.1'] },
  });
  sink = await startHttpsSink(await authority.issue(['hooks.example']));
  admin = await startNextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
  inside = await startNextHop({ opening: 'plaintext' });
  const hook = `https://hooks.example:${sink.port}/siegel`;
  const refusing = forcedTlsIn({ domain: 'partner.example' });
  const email = (address: string, language = 'en') => ['notify.email', { address, language, interval: 3600 }] as const;
  const from = (domain: string) => ['delivery.sender-domain', { operator: 'is', domains: [domain] }] as const;
  gateway = await startGateway(
    {
      localDomains: [
        {
          domain: 'local.example',
          deliverTo: { hosts: [{ host: '127.0.0.1', port: inside.port }], encryption: 'opportunistic', certificateCheck: null },
        },
      ],
      rules: [
        forcedTlsOut({ domain: 'admin.example', host: HOST, port: admin.port }),
        { ...refusing, actions: [...refusing.actions, email('refused@admin.example'), ['notify.webhook', { url: hook, interval: 3600 }]] },
        { name: 'für alle', conditions: [from('greeting.example')], actions: [email('grüße@admin.example', 'de')] },
        { name: 'watched', mode: 'monitor', conditions: [], actions: [email('never@admin.example')] },
        { name: 'loop', conditions: [from('loop.example')], actions: [email('loop@admin.example')] },
        { name: 'last', conditions: [from('last.example')], actions: [email('last@admin.example')] },
        forcedTlsOut({ domain: 'clear.example', host: 'clear.example', port: inside.port }),
        { name: 'no way', conditions: [from('no-way.example')], actions: [email('admin@clear.example')] },
      ],
    },
    { dns, authority, webhookNetworks: ['127.0.0.1'] },
  );
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([admin?.stop(), inside?.stop(), sink?.stop(), dns?.stop()]);
});

beforeEach(() => sink.answerWith({ status: 204 }));

async function send(from: string, data = 'Subject: hello\r\n\r\nhello\r\n') {
  const client = await gateway.connect('smtp');
  await client.open();
  const reply = await client.sendMessage({ from, to: ['someone@local.example'], data });
  await client.quit();
  return reply;
}

async function refused(): Promise<void> {
  const client = await gateway.connect('smtp');
  await client.open();
  expect((await client.command('MAIL FROM:<me@partner.example>')).text).toContain(REFUSAL);
  await client.quit();
}

/** The mails that have arrived for an address, unfolded and readable. */
function mailsFor(address: string): string[] {
  return admin.messages
    .filter(({ recipients }) => recipients.some((one) => one.address === address))
    .map(({ data }) => {
      const [head = '', ...body] = data.toString('latin1').split('\r\n\r\n');
      const text = body.join('\n\n').replace(/=\r\n/g, '');
      const octets = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return `${head.replace(/\r\n[ \t]/g, ' ')}\n\n${Buffer.from(octets, 'latin1').toString('utf8')}`;
    });
}

const arrives = (address: string, count = 1) =>
  waitFor(`mail ${count} for ${address}`, () => {
    const mails = mailsFor(address);
    return mails.length >= count && mails[count - 1];
  });

/** As if the intervals had passed. */
const passInterval = () => gateway.sql.query(`UPDATE notification_slot SET sent_at = sent_at - interval '1 hour'`);
const logged = (event: string) => gateway.logged.filter((line) => line.includes(`"event":"${event}"`));

it('a refused client is told of once, by mail over forced TLS and by a webhook; the next says what was held back', async () => {
  await refused();
  const mail = await arrives('refused@admin.example');
  expect(mail).toContain('\r\nAuto-Submitted: auto-generated\r\n');
  expect(mail).toContain('\r\nSubject: Rule "partner.example force ssl in" has matched\r\n');
  expect(mail).toContain('Rule 2 “partner.example force ssl in” has matched once since');
  expect(mail).toContain('  TLS: not encrypted\r\n  Sender: me@partner.example\r\n  Recipients: not named yet\r\n  Outcome: Refused\r\n');
  expect(mail).toContain(`  Reply: ${REFUSAL}`);
  const [message] = admin.messages;
  expect(message).toMatchObject({ sender: '', encrypted: true });
  const call = await waitFor('the call', () => sink.requests[0]);
  expect(JSON.parse(call.body)).toMatchObject({
    event: 'rule-matched',
    gateway: 'mx.siegel.example',
    rule: { name: 'partner.example force ssl in', order: 2 },
    count: 1,
    latest: { client: '127.0.0.1', tlsVersion: null, sender: 'me@partner.example', recipients: [], outcome: 'reject' },
  });

  await refused();
  await refused();
  await waitFor('both to be held back', async () => {
    const { rows } = await gateway.sql.query<{ sum: string }>('SELECT sum(held_back) FROM notification_slot');
    return rows[0]?.sum === '4';
  });
  await passInterval();
  await refused();
  const next = await arrives('refused@admin.example', 2);
  expect(next).toContain('has matched 3 times since');
  expect(next).toContain('2 of these were held back until now');
  await waitFor('the second call', () => sink.requests[1]);
  expect(mailsFor('refused@admin.example')).toHaveLength(2);

  const metrics = await (await fetch(`http://127.0.0.1:${gateway.metricsPort}/metrics`)).text();
  expect(metrics).toContain('siegel_notifications_total{kind="email",outcome="sent"} 2');
  expect(metrics).toContain('siegel_notifications_total{kind="webhook",outcome="held-back"} 2');
});

it('an accepted mail is told of with its queue id, in the language that the rule names', async () => {
  const reply = await send('me@greeting.example');
  expect(reply.code).toBe(250);
  const mail = await arrives('grüße@admin.example');
  expect(mail).toContain('Regel 3 „für alle“ hat seit');
  expect(mail).toContain('  Empfänger: someone@local.example\r\n  Ergebnis: Angenommen\r\n');
  expect(mail).toContain(`  Queue-ID: ${/queued as (\w+)/.exec(reply.text)?.[1]}`);
});

it('a webhook that fails is called again, and given up in the end; the mail is answered all the same', async () => {
  sink.answerWith({ status: 500 }, { status: 503 }, { status: 204 });
  const before = sink.requests.length;
  await passInterval();
  await refused();
  await waitFor('three calls', () => sink.requests.length === before + 3);
  const ids = sink.requests.slice(before).map(({ body }): unknown => JSON.parse(body).id);
  expect(new Set(ids).size).toBe(1);

  sink.answerWith({ status: 500 });
  await passInterval();
  await refused();
  await waitFor('it to be given up', () => logged('notification-dropped').length === 1);
  expect(sink.requests).toHaveLength(before + 6);
  expect(logged('notification-dropped')[0]).toContain('"target":"hooks.example:');
  expect(gateway.logged.join('')).not.toContain('/siegel');
});

it('a notification that somebody forwards back to us is not told of again', async () => {
  expect((await send('me@loop.example')).code).toBe(250);
  await arrives('loop@admin.example');
  const forwarded = admin.messages.find(({ recipients }) => recipients[0]?.address === 'loop@admin.example')?.data.toString('latin1') ?? '';
  await passInterval();
  expect((await send('forwarder@loop.example', forwarded)).code).toBe(250);
  expect((await send('me@loop.example')).code).toBe(250);
  expect(await arrives('loop@admin.example', 2)).toContain('has matched once since');
});

it('a next hop without TLS does not get the notification in clear, and nobody gets a bounce', async () => {
  const before = inside.messages.length;
  expect((await send('me@no-way.example')).code).toBe(250);
  await gateway.waitForState('admin@clear.example', 'deferred');
  await waitFor('the mail itself', () => inside.messages.length === before + 1);
  const { rows } = await gateway.sql.query(`SELECT FROM mail_transaction WHERE listener = 'dsn'`);
  expect(rows).toHaveLength(0);
});

it('what has matched just before the worker stops is not lost, and a monitored rule has told nobody', async () => {
  expect((await send('me@last.example')).code).toBe(250);
  await gateway.stopWorker();
  const { rows } = await gateway.sql.query<{ address: string }>(
    `SELECT r.address FROM mail_recipient r JOIN mail_transaction t ON t.id = r.transaction_id WHERE t.listener = 'notification'`,
  );
  const addresses = rows.map(({ address }) => address);
  expect(addresses).toContain('last@admin.example');
  expect(addresses).not.toContain('never@admin.example');
});
