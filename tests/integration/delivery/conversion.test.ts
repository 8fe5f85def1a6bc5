import { isAscii } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { newTransaction } from '../queue/new-transaction';
import { type Outgoing, startOutgoing } from './outgoing';

// What a next hop cannot take as it is, and gets all the same.

const BOB = 'bob@partner.example';
const CAROL = 'carol@partner.example';

let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeEach(async () => {
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null });
});

afterEach(async () => {
  await outgoing?.stop();
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function route(extensions: readonly string[]): Promise<NextHop> {
  const peer = await startNextHop({ opening: 'plaintext', extensions });
  peers.push(peer);
  const hosts = [{ host: '127.0.0.1', port: peer.port }];
  outgoing.setPolicy({ routing: { smartHost: { hosts, encryption: 'opportunistic', certificateCheck: null, authentication: null } } });
  return peer;
}

describe('To a next hop without 8BITMIME or SMTPUTF8', () => {
  it('8-bit text is converted, and the record says so', async () => {
    const peer = await route(['SIZE 1000']);
    await outgoing.accept({
      to: [BOB],
      body: Buffer.from('MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n'),
    });
    await outgoing.records.waitForState(BOB, 'delivered');
    const [message] = peer.messages;
    expect(message?.data.toString()).toBe(
      'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n',
    );
    expect(message?.senderParameters).toBe(`SIZE=${message?.data.length}`);
    expect(await outgoing.records.attempts(BOB)).toMatchObject([
      { detail: '250 2.0.0 Received (converted to 7 bits: the next hop does not take 8BITMIME)' },
    ]);
  });

  it('8-bit text that is larger than what is held in memory, and was called 7-bit, is converted as well', async () => {
    const peer = await route([]);
    const head = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';
    const body = Buffer.from(head + `${'ü'.repeat(35)}\r\n`.repeat(10_000));
    const transaction = newTransaction({ body }, [BOB], { nextAttemptAt: new Date(Date.now() + 200) });
    await outgoing.accept({ ...transaction, to: [] });
    await outgoing.records.waitForState(BOB, 'delivered');
    const text = peer.messages[0]?.data.toString() ?? '';
    expect(isAscii(Buffer.from(text))).toBe(true);
    expect(text.replaceAll('=\r\n', '').match(/(=C3=BC){35}\r\n/g)).toHaveLength(10_000);
  });

  it('an internationalised address gets nothing, and the others get the message', async () => {
    const peer = await route(['8BITMIME']);
    const grete = BOB.replace('bob', 'größe');
    await outgoing.accept({ to: [grete, CAROL], smtpUtf8: true });
    await outgoing.records.waitForState(CAROL, 'delivered');
    await outgoing.records.waitForState(grete, 'bounced');
    // The DSN for the other one comes the same way.
    expect(peer.messages.filter(({ sender }) => sender !== '')).toMatchObject([{ recipients: [{ address: CAROL }], senderParameters: '' }]);
    expect(await outgoing.records.attempts(grete)).toMatchObject([{ reason: 'smtputf8-not-offered' }]);
  });

  it('what a client has called internationalised and is not is sent', async () => {
    const peer = await route([]);
    await outgoing.accept({ to: [BOB], smtpUtf8: true, bodyType: '8bitmime' });
    await outgoing.records.waitForState(BOB, 'delivered');
    expect(peer.messages[0]?.senderParameters).toBe('');
  });
});
