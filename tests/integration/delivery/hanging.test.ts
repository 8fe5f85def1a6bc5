import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { startDeafListener } from '../../support/deaf-listener';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { type Outgoing, startOutgoing } from './outgoing';

// A next hop that falls silent: the mail waits and says where, its slot is free again, and mail for others has not waited.

const HOST = 'mx.partner.example';
const BOB = 'bob@partner.example';
const CAROL = 'carol@good.example';

let authority: CertificateAuthority;
let dns: DnsServer;
let outgoing: Outgoing;
let good: NextHop;
const peers: NextHop[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
  good = await startNextHop({ opening: 'plaintext' });
  outgoing = await startOutgoing({ dnsServers: [dns.address], extraCa: authority.certificate, idle: 700 });
});

afterAll(async () => {
  await outgoing?.stop();
  await good?.stop();
  await dns?.stop();
});

afterEach(async () => {
  await outgoing.act('delete', BOB);
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function nextHop(options: NextHopOptions): Promise<NextHop> {
  const peer = await startNextHop(options);
  peers.push(peer);
  return peer;
}

type Encryption = 'opportunistic' | 'starttls' | 'implicit';

function routeTo(port: number, encryption: Encryption): void {
  const domain = (name: string, host: string, to: number, how: Encryption) => ({
    id: `00000000-0000-4000-8000-00000000000${name.length}`,
    domain: name,
    deliverTo: { hosts: [{ host, port: to }], encryption: how, certificateCheck: null, authentication: null },
  });
  outgoing.setPolicy({
    localDomains: [domain('partner.example', HOST, port, encryption), domain('good.example', '127.0.0.1', good.port, 'opportunistic')],
  });
}

/** Sends to the one that hangs and to a good one; returns what is recorded of the first. */
async function sendBoth(port: number, encryption: Encryption): Promise<{ reason: string | null; detail: string } | undefined> {
  routeTo(port, encryption);
  const before = good.messages.length;
  await outgoing.accept({ to: [BOB] });
  await outgoing.accept({ to: [CAROL] });
  await waitFor('the other one to get its mail', () => good.messages.length === before + 1);
  expect(await outgoing.records.attempts(BOB)).toEqual([]);
  await outgoing.records.waitForState(BOB, 'deferred');
  await waitFor('the slot to be free', () => outgoing.delivery.underWay() === 0);
  const [attempt] = await outgoing.records.attempts(BOB);
  return attempt;
}

describe('A next hop that hangs', () => {
  it.each<[string, NextHopOptions['opening'], string, Encryption, RegExp]>([
    ['before its greeting', 'plaintext', 'greeting', 'opportunistic', /did not send its greeting in time/],
    ['at EHLO', 'plaintext', 'ehlo', 'opportunistic', /did not answer EHLO in time/],
    ['at STARTTLS', 'starttls', 'starttls', 'starttls', /did not answer STARTTLS in time/],
    ['at the greeting within TLS', 'implicit', 'greeting', 'implicit', /did not send its greeting in time/],
    ['at MAIL FROM', 'plaintext', 'mail', 'opportunistic', /did not answer MAIL FROM in time/],
    ['at RCPT TO', 'plaintext', 'rcpt', 'opportunistic', /did not answer RCPT TO in time/],
    ['at DATA', 'plaintext', 'data', 'opportunistic', /did not answer DATA in time/],
    ['at the end of the message', 'plaintext', 'message', 'opportunistic', /did not confirm the message in time/],
  ])('%s', async (_, opening, stage, encryption, words) => {
    const certificate = await authority.issue([HOST]);
    const peer = await nextHop({ opening, certificate, answers: (moment) => (moment.stage === stage ? 'hang' : undefined) });
    const attempt = await sendBoth(peer.port, encryption);
    expect(attempt).toMatchObject({ reason: 'timeout' });
    expect(attempt?.detail).toMatch(words);
  });

  it.each<[string, string, RegExp]>([
    ['at RCPT TO', 'rcpt', /did not answer RCPT TO in time/],
    ['at the end of the message', 'message', /did not confirm the message in time/],
  ])('%s, but sends an octet now and then', async (_, stage, words) => {
    const peer = await nextHop({ opening: 'plaintext', answers: (moment) => (moment.stage === stage ? 'dribble' : undefined) });
    const attempt = await sendBoth(peer.port, 'opportunistic');
    expect(attempt).toMatchObject({ reason: 'timeout' });
    expect(attempt?.detail).toMatch(words);
  });

  it('before it takes the connection', async () => {
    const deaf = await startDeafListener();
    const attempt = await sendBoth(deaf.port, 'opportunistic');
    deaf.stop();
    expect(attempt).toMatchObject({ reason: 'timeout' });
    expect(attempt?.detail).toMatch(/did not take the connection in time/);
  });

  it.each(['implicit', 'starttls'] as const)('in the TLS handshake (%s)', async (encryption) => {
    const opening = encryption === 'implicit' ? 'silent' : 'plaintext';
    const offersAndHangs: NextHopOptions['answers'] = ({ stage, line }) =>
      stage === 'ehlo' ? '250-next-hop.example\r\n250 STARTTLS' : line === 'STARTTLS' ? '220 2.0.0 Go ahead' : undefined;
    const peer = await nextHop({ opening, answers: offersAndHangs });
    const attempt = await sendBoth(peer.port, encryption);
    expect(attempt).toMatchObject({ reason: 'timeout' });
    expect(attempt?.detail).toMatch(/did not finish the TLS handshake in time/);
  });

  it('at QUIT has its mail, and nobody waits for the answer', async () => {
    const peer = await nextHop({ opening: 'plaintext', answers: ({ stage }) => (stage === 'quit' ? 'hang' : undefined) });
    routeTo(peer.port, 'opportunistic');
    await outgoing.accept({ to: [BOB] });
    await outgoing.records.waitForState(BOB, 'delivered');
    await waitFor('the slot to be free', () => outgoing.delivery.underWay() === 0);
  });

  it('at RSET after all recipients were refused loses the connection, and the refusal counts', async () => {
    const answers: NextHopOptions['answers'] = ({ stage }) =>
      stage === 'rcpt' ? '550 5.1.1 No such user' : stage === 'rset' ? 'hang' : undefined;
    const peer = await nextHop({ opening: 'plaintext', answers });
    routeTo(peer.port, 'opportunistic');
    await outgoing.accept({ to: [BOB] });
    await outgoing.records.waitForState(BOB, 'bounced');
    await waitFor('the slot to be free', () => outgoing.delivery.underWay() === 0);
  });

  it('without pipelining is told apart just as well', async () => {
    const peer = await nextHop({ opening: 'plaintext', extensions: [], answers: ({ stage }) => (stage === 'rcpt' ? 'hang' : undefined) });
    expect((await sendBoth(peer.port, 'opportunistic'))?.detail).toMatch(/did not answer RCPT TO in time/);
  });
});
