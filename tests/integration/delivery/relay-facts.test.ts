import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RuleInput } from '../../support/gateway-setup';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { type Outgoing, startOutgoing } from './outgoing';

// Routing that depends on the queue, and on what was recorded when the message came in.

let outgoing: Outgoing;
const peers: NextHop[] = [];

beforeEach(async () => {
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null });
});

afterEach(async () => {
  await outgoing?.stop();
  await Promise.all(peers.splice(0).map((peer) => peer.stop()));
});

async function plainHop(): Promise<NextHop> {
  const peer = await startNextHop({ opening: 'plaintext' });
  peers.push(peer);
  return peer;
}

type Conditions = RuleInput['conditions'];

function to(peer: NextHop, conditions: Conditions, more: RuleInput['actions'] = []): RuleInput {
  const host = { to: 'hosts', hosts: [{ host: '127.0.0.1', port: peer.port }] };
  return { name: `to ${peer.port}`, conditions, actions: [['relay.host', host], ...more] };
}

const STARTTLS: RuleInput['actions'] = [['relay.starttls', { use: 'required' }]];
const IN_CLEAR: RuleInput['actions'] = [['relay.starttls', { use: 'never' }]];
const TO = 'b@partner.example';

async function deferredOnce(): Promise<void> {
  await outgoing.accept({ to: [TO] });
  await outgoing.records.waitForState(TO, 'deferred');
}

async function retried(): Promise<void> {
  await outgoing.act('retry', TO);
  await outgoing.records.waitForState(TO, 'delivered');
}

describe('the queue', () => {
  it('sends another way from the second attempt on', async () => {
    const [first, second] = [await plainHop(), await plainHop()];
    const again: Conditions = [['queue.attempt-number', { operator: 'greater-than', number: 1 }]];
    outgoing.setPolicy({ rules: [to(second, again, IN_CLEAR), to(first, [], STARTTLS)] });
    await deferredOnce();
    await retried();
    expect([first.messages.length, second.messages.length]).toEqual([0, 1]);
  });

  it('sends another way when TLS could not be had, and only then', async () => {
    const [first, second] = [await plainHop(), await plainHop()];
    const lacksTls: Conditions = [['queue.last-error-was-tls', { tls: true }]];
    outgoing.setPolicy({ rules: [to(second, lacksTls, IN_CLEAR), to(first, [])] });
    first.answerWith(({ stage }) => (stage === 'mail' ? '451 4.3.0 Later' : undefined));
    await deferredOnce();
    outgoing.setPolicy({ rules: [to(second, lacksTls, IN_CLEAR), to(first, [], STARTTLS)] });
    await outgoing.act('retry', TO);
    await expect.poll(async () => (await outgoing.records.attempts(TO)).length, { timeout: 5000 }).toBe(2);
    await outgoing.records.waitForState(TO, 'deferred');
    await retried();
    expect([first.messages.length, second.messages.length]).toEqual([0, 1]);
  });

  it('sends another way what has waited long', async () => {
    const [fresh, old] = [await plainHop(), await plainHop()];
    const long: Conditions = [['queue.time-in-queue', { operator: 'longer-than', duration: 3600 }]];
    outgoing.setPolicy({ rules: [to(old, long), to(fresh, [])] });
    await outgoing.accept({ to: ['new@partner.example'] });
    await outgoing.accept({ to: ['old@partner.example'], receivedAt: new Date(Date.now() - 2 * 3600_000) });
    await outgoing.records.waitForState('new@partner.example', 'delivered');
    await outgoing.records.waitForState('old@partner.example', 'delivered');
    expect([fresh, old].map(({ messages }) => messages.flatMap(({ recipients }) => recipients.map(({ address }) => address)))).toEqual([
      ['new@partner.example'],
      ['old@partner.example'],
    ]);
  });
});

describe('headers', () => {
  const body = Buffer.from('Received: ours\r\nReceived: theirs\r\nX-Route: =?utf-8?q?s=C3=BCd?=\r\n\r\nx\r\n');
  const south: Conditions = [['message.header', { name: 'X-Route', operator: 'is', texts: ['süd'] }]];

  it('that nobody had asked for when the message came in are read from it', async () => {
    const [other, wanted] = [await plainHop(), await plainHop()];
    const theirs: Conditions = [...south, ['message.header', { name: 'Received', operator: 'does-not-contain', texts: ['ours'] }]];
    outgoing.setPolicy({ rules: [to(wanted, theirs), to(other, [])] });
    const facts = { 'message.size': 1, 'message.receivedCount': 1 };
    await outgoing.accept({ to: [TO], body, size: body.length, facts });
    await outgoing.records.waitForState(TO, 'delivered');
    expect([other.messages.length, wanted.messages.length]).toEqual([0, 1]);
  });

  it('that were recorded are believed', async () => {
    const [other, wanted] = [await plainHop(), await plainHop()];
    outgoing.setPolicy({ rules: [to(wanted, south), to(other, [])] });
    await outgoing.accept({ to: [TO], body, size: body.length, facts: { 'message.headers': { 'x-route': [] } } });
    await outgoing.records.waitForState(TO, 'delivered');
    expect([other.messages.length, wanted.messages.length]).toEqual([1, 0]);
  });
});

it('a rule on the session routes a report of our own all the same', async () => {
  const peer = await plainHop();
  const refusing = await plainHop();
  refusing.answerWith(({ stage }) => (stage === 'rcpt' ? '550 5.1.1 No such user' : undefined));
  const inClear: Conditions = [['connection.tls-version', { operator: 'below', version: 'TLSv1.3' }]];
  const noted: Conditions = [['message.header', { name: 'X-Route', operator: 'exists' }]];
  outgoing.setPolicy({
    rules: [
      to(refusing, inClear),
      to(refusing, noted),
      to(refusing, [['recipient.domain', { operator: 'is', domains: ['partner.example'] }]]),
      to(peer, []),
    ],
  });
  await outgoing.accept({ to: [TO], sender: 'alice@home.example' });
  await outgoing.records.waitForState('alice@home.example', 'delivered');
  expect(peer.messages).toHaveLength(1);
});
