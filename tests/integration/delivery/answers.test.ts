import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { newTransaction } from '../queue/new-transaction';
import { type Outgoing, startOutgoing } from './outgoing';

// What a next hop answers, and what becomes of each recipient.

const SENDER = 'alice@local.example';
let outgoing: Outgoing;
let senders: NextHop;
const peers: NextHop[] = [];

beforeAll(async () => {
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null, idle: 700 });
  senders = await startNextHop({ opening: 'plaintext' });
});

afterAll(async () => {
  await outgoing?.stop();
  await senders?.stop();
});

let count = 0;
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

/** A next hop for a domain of this test alone; DSNs go to the senders' own server. */
async function route(options: Partial<NextHopOptions>, routing = {}): Promise<{ peer: NextHop; bob: string; carol: string }> {
  count += 1;
  const domain = `partner${count}.example`;
  const peer = await startNextHop({ opening: 'plaintext', ...options });
  peers.push(peer);
  routeTo(domain, peer.port, routing);
  return { peer, bob: `bob@${domain}`, carol: `carol@${domain}` };
}

function routeTo(domain: string, port: number, routing = {}): void {
  const target = (to: number) => ({
    hosts: [{ host: '127.0.0.1', port: to }],
    encryption: 'opportunistic' as const,
    certificateCheck: null,
    authentication: null,
  });
  outgoing.setPolicy({
    localDomains: [
      { id: '00000000-0000-4000-8000-000000000001', domain, deliverTo: target(port) },
      { id: '00000000-0000-4000-8000-000000000002', domain: 'local.example', deliverTo: target(senders.port) },
    ],
    routing,
  });
}

/** The DSN about a queue id. */
function dsnAbout(text: string): Promise<{ sender: string; recipient: string; text: string }> {
  return waitFor(`a DSN with ${text}`, () => {
    const message = senders.messages.find(({ data }) => data.toString().includes(text));
    return message && { sender: message.sender, recipient: message.recipients[0]?.address ?? '', text: message.data.toString() };
  });
}

describe('A refusal', () => {
  it('of one recipient for good bounces that one, with a DSN from the null sender; the others get the message', async () => {
    const { peer, bob, carol } = await route({
      answers: ({ stage, address }) => (stage === 'rcpt' && address.startsWith('bob') ? '550 5.1.1 No such user' : undefined),
    });
    await outgoing.accept({ to: [bob, carol], dsnEnvid: 'envelope-1' });
    await outgoing.records.waitForState(bob, 'bounced');
    await outgoing.records.waitForState(carol, 'delivered');
    expect(peer.messages.map(({ recipients }) => recipients.map(({ address }) => address))).toEqual([[carol]]);
    const dsn = await dsnAbout(bob);
    expect(dsn).toMatchObject({ sender: '', recipient: SENDER });
    expect(dsn.text).toContain('multipart/report; report-type=delivery-status');
    expect(dsn.text).toContain('Original-Envelope-Id: envelope-1');
    expect(dsn.text).toContain(`Final-Recipient: rfc822; ${bob}`);
    expect(dsn.text).toContain('Action: failed\r\nStatus: 5.1.1');
    expect(dsn.text).toContain('Diagnostic-Code: smtp; 550 5.1.1 No such user');
    expect(dsn.text).toContain('Subject: test');
    expect(dsn.text).not.toContain(carol);
    expect(dsn.text).not.toContain('\r\nbody\r\n');
  });

  it.each([
    ['mail', '550 5.7.1 Not you', '5.7.1'],
    ['data', '554 5.3.0 No', '5.3.0'],
    ['message', '554 5.7.1 Spam', '5.7.1'],
  ] as const)('at %s for good bounces all recipients', async (stage, reply, status) => {
    const { bob, carol } = await route({ answers: (moment) => (moment.stage === stage ? reply : undefined) });
    await outgoing.accept({ to: [bob, carol] });
    await outgoing.records.waitForState(bob, 'bounced');
    await outgoing.records.waitForState(carol, 'bounced');
    expect((await dsnAbout(bob)).text).toContain(`Status: ${status}`);
    expect((await dsnAbout(bob)).text).toContain(carol);
  });

  it.each([
    ['greeting', '554 5.7.1 Go away'],
    ['ehlo', '421 4.3.2 Later'],
    ['mail', '451 4.7.1 Greylisted'],
    ['mail', '421 4.7.0 Too many'],
    ['rcpt', '450 4.2.1 Busy'],
    ['rcpt', '552 5.5.3 Too many recipients'],
    ['message', '452 4.3.1 Full'],
    ['mail', 'close'],
    ['message', 'close'],
    ['greeting', 'hang'],
    ['message', 'hang'],
  ] as const)('at %s with "%s" is for now', async (stage, reply) => {
    const { bob } = await route({ answers: (moment) => (moment.stage === stage ? reply : undefined) });
    await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'deferred');
    const [attempt] = await outgoing.records.attempts(bob);
    const expected = reply === 'hang' ? 'timeout' : reply === 'close' ? 'connection-lost' : 'peer-refused-for-now';
    expect(attempt).toMatchObject({ outcome: 'deferred', reason: expected });
  });

  it('of a bounce itself is answered by nothing', async () => {
    const { bob } = await route({ answers: ({ stage }) => (stage === 'rcpt' ? '550 5.1.1 No' : undefined) });
    const before = senders.messages.length;
    await outgoing.accept({ to: [bob], sender: '' });
    await outgoing.records.waitForState(bob, 'bounced');
    expect(await outgoing.records.countByState()).not.toHaveProperty('pending');
    expect(senders.messages.length).toBe(before);
  });
});

describe('Time', () => {
  it('runs out: the sender is told why it never worked', async () => {
    const { bob } = await route({ answers: ({ stage }) => (stage === 'rcpt' ? '450 4.2.1 Busy' : undefined) }, { retryDelays: [1] });
    const id = await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'deferred');
    await outgoing.pool.query(`UPDATE mail_recipient SET expires_at = now(), next_attempt_at = now() WHERE transaction_id = $1`, [id]);
    await outgoing.records.waitForState(bob, 'expired');
    const dsn = await dsnAbout(bob);
    expect(dsn.text).toContain('Status: 5.4.7');
    expect(dsn.text).toContain('Diagnostic-Code: smtp; 450 4.2.1 Busy');
  });

  it('runs out for want of TLS: the DSN names rule, demand and what was achieved', async () => {
    const domain = `tls${count}.example`;
    outgoing.setPolicy({
      rules: [
        {
          name: 'force ssl out',
          conditions: [['recipient.domain', { operator: 'is', domains: [domain] }]],
          actions: [
            ['relay.host', { to: 'hosts', hosts: [{ host: '127.0.0.1', port: senders.port }] }],
            ['relay.starttls', { use: 'required' }],
          ],
        },
        {
          name: 'back',
          conditions: [],
          actions: [['relay.host', { to: 'hosts', hosts: [{ host: '127.0.0.1', port: senders.port }] }]],
        },
      ],
    });
    const bob = `bob@${domain}`;
    const id = await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'deferred');
    await outgoing.pool.query(`UPDATE mail_recipient SET expires_at = now(), next_attempt_at = now() WHERE transaction_id = $1`, [id]);
    await outgoing.records.waitForState(bob, 'expired');
    const { text } = await dsnAbout(bob);
    expect(text).toContain('Status: 5.7.4');
    expect(text).toContain('force ssl out');
    expect(text).toMatch(/Encryption demanded: Encrypted, name verified/);
    expect(text).toMatch(/Verlangte Verschl=C3=BCsselung/);
  });
});

describe('Administrators', () => {
  it('return a message to its sender without a further attempt', async () => {
    const domain = `returned${count}.example`;
    routeTo(domain, await freePort());
    const bob = `bob@${domain}`;
    await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'deferred');
    expect(await outgoing.act('return', bob)).toBe(1);
    await outgoing.records.waitForState(bob, 'bounced');
    expect(await outgoing.records.attempts(bob)).toHaveLength(1);
    expect((await dsnAbout(bob)).text).toContain('An administrator of the mail gateway has returned the message');
  });

  it('hold and release', async () => {
    const domain = `held${count}.example`;
    routeTo(domain, await freePort());
    const bob = `bob@${domain}`;
    await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'deferred');
    expect(await outgoing.act('hold', bob)).toBe(1);
    expect(await outgoing.act('retry', bob)).toBe(0);
    routeTo(domain, senders.port);
    expect(await outgoing.act('release', bob)).toBe(1);
    await outgoing.records.waitForState(bob, 'delivered');
  });
});

describe('ESMTP', () => {
  it('parameters go to who offers them, those of DSN for each recipient on its own', async () => {
    const { peer, bob, carol } = await route({});
    const { recipients } = newTransaction({}, [bob, carol]);
    await outgoing.accept({
      to: [],
      recipients: recipients.map((each) =>
        each.address === bob ? { ...each, dsnNotify: 'SUCCESS,FAILURE', dsnOrcpt: 'rfc822;b+c' } : each,
      ),
      body: Buffer.from('Subject: ü\r\n\r\nü\r\n'),
      smtpUtf8: true,
      dsnRet: 'HDRS',
      dsnEnvid: 'a+b=c',
    });
    await outgoing.records.waitForState(bob, 'delivered');
    expect(peer.messages).toMatchObject([
      {
        senderParameters: 'SIZE=19 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb+3Dc',
        recipients: [
          { address: bob, parameters: 'NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2Bc' },
          { address: carol, parameters: '' },
        ],
      },
    ]);
  });

  it('has no DSN at the next hop: who asked for a report of success is told that the mail was relayed', async () => {
    const { bob } = await route({ extensions: ['PIPELINING'] });
    const { recipients } = newTransaction({}, [bob]);
    await outgoing.accept({ to: [], recipients: recipients.map((each) => ({ ...each, dsnNotify: 'SUCCESS' })) });
    await outgoing.records.waitForState(bob, 'delivered');
    const { text } = await dsnAbout(bob);
    expect(text).toContain('Action: relayed');
  });

  it('parameters stay away from who offers nothing', async () => {
    const { peer, bob } = await route({ extensions: [] });
    await outgoing.accept({ to: [bob], dsnRet: 'FULL', dsnEnvid: 'x' });
    await outgoing.records.waitForState(bob, 'delivered');
    expect(peer.messages[0]).toMatchObject({ senderParameters: '', recipients: [{ address: bob, parameters: '' }] });
  });

  it('is not needed for plain mail: HELO will do', async () => {
    const { peer, bob } = await route({ extensions: null });
    await outgoing.accept({ to: [bob] });
    await outgoing.records.waitForState(bob, 'delivered');
    expect(peer.messages).toHaveLength(1);
  });

  it.each([
    [
      '8-bit content that is no MIME message',
      { body: Buffer.from('Subject: x\r\n\r\n\xfc\r\n', 'latin1') },
      '5.6.3',
      'eight-bit-not-offered',
    ],
    ['an internationalised message', { smtpUtf8: true, body: Buffer.from('Subject: ü\r\n\r\nx\r\n') }, '5.6.7', 'smtputf8-not-offered'],
    ['a message over its size', { body: Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(2000)}\r\n`) }, '5.3.4', 'message-too-large'],
  ] as const)('is missing for %s: it is returned, never sent wrong', async (_, message, status, reason) => {
    const { peer, bob } = await route({ extensions: ['SIZE 1000'] });
    await outgoing.accept({ to: [bob], ...message });
    await outgoing.records.waitForState(bob, 'bounced');
    expect(await outgoing.records.attempts(bob)).toMatchObject([{ reason }]);
    expect(peer.messages).toEqual([]);
    expect((await dsnAbout(bob)).text).toContain(`Status: ${status}`);
  });
});
