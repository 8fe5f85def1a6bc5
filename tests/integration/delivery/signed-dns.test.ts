import dgram from 'node:dgram';
import * as packet from 'dns-packet';
import { afterEach, describe, expect, it } from 'vitest';
import { type AskOptions, askResolvers } from '@/lib/net/ask-resolver';
import type { Resolver } from '@/lib/net/resolvers';
import { expectDane } from '@/smtp-worker/delivery/dane/expect-dane';
import { createSignedDns, type SignedDns } from '@/smtp-worker/delivery/dane/signed-dns';
import { type DnsServer, startDnsServer } from '../../support/dns-server';

const OPTIONS: AskOptions = { timeout: 300, tries: 1, randomId: () => 4711 };
const DIGEST = { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32, 7) };

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function dnsServer(zones: Parameters<typeof startDnsServer>[0]): Promise<DnsServer> {
  const server = await startDnsServer(zones);
  running.push(server);
  return server;
}

function resolverAt(address: string): Resolver {
  return { address: '127.0.0.1', port: Number(address.split(':')[1]) };
}

async function signedDns(zones: Parameters<typeof startDnsServer>[0]): Promise<SignedDns> {
  const server = await dnsServer(zones);
  return createSignedDns([resolverAt(server.address)], async () => ({ kind: 'no-data' }), OPTIONS);
}

/** A resolver that answers each query with these datagrams. */
async function answering(reply: (query: packet.DecodedPacket) => readonly Buffer[]): Promise<Resolver> {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, peer) => {
    for (const one of reply(packet.decode(message))) socket.send(one, peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
  running.push({ stop: () => new Promise<void>((resolve) => socket.close(() => resolve())) });
  return { address: '127.0.0.1', port: socket.address().port };
}

function response(query: packet.DecodedPacket, given: Partial<packet.Packet> = {}): Buffer {
  return packet.encode({ type: 'response', id: query.id, flags: packet.AUTHENTIC_DATA, questions: query.questions, ...given });
}

describe('askResolvers', () => {
  const question = { type: 'TLSA', name: '_25._tcp.mx.partner.example' } as const;

  it('asks with the DO and AD bits', async () => {
    const asked: packet.DecodedPacket[] = [];
    const resolver = await answering((query) => {
      asked.push(query);
      return [response(query)];
    });
    expect(await askResolvers(question, [resolver], OPTIONS)).toEqual({
      kind: 'answered',
      authenticated: true,
      exists: true,
      answers: [],
      ttl: 0,
      size: expect.any(Number),
    });
    expect(asked).toMatchObject([
      { id: 4711, flag_ad: true, questions: [question], additionals: [{ type: 'OPT', udpPayloadSize: 1232, flags: packet.DNSSEC_OK }] },
    ]);
  });

  it('takes no answer with another id, to another question, or that is a query itself', async () => {
    const forged = { answers: [{ type: 'TLSA', name: question.name, ttl: 1, data: DIGEST }] } as const;
    const resolver = await answering((query) => [
      response(query, { ...forged, id: 4712 }),
      response(query, { ...forged, questions: [{ type: 'TLSA', name: '_25._tcp.evil.example' }] }),
      response(query, { ...forged, questions: [{ type: 'A', name: question.name }] }),
      response(query, { ...forged, type: 'query' }),
      Buffer.from('short'),
      response(query),
    ]);
    expect(await askResolvers(question, [resolver], OPTIONS)).toMatchObject({ kind: 'answered', answers: [] });
  });

  it.each<[string, (query: packet.DecodedPacket) => Buffer[], string]>([
    ['that is cut short', (query) => [response(query).subarray(0, 20)], 'malformed'],
    ['SERVFAIL', (query) => [response(query, { flags: 2 })], 'SERVFAIL'],
    ['REFUSED', (query) => [response(query, { flags: 5 })], 'REFUSED'],
    ['that never comes', () => [], 'timed out'],
    // Nobody listens there on TCP.
    ['that is truncated and cannot be had otherwise', (query) => [response(query, { flags: packet.TRUNCATED_RESPONSE })], 'ECONNREFUSED'],
  ])('fails with an answer %s', async (_, reply, why) => {
    const resolver = await answering(reply);
    expect(await askResolvers(question, [resolver], OPTIONS)).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) });
  });

  it('asks the next resolver if one does not answer, and again if none does', async () => {
    const silent = await answering(() => []);
    let asked = 0;
    const flaky = await answering((query) => {
      asked += 1;
      return [response(query, { flags: asked === 1 ? 2 : 0 })];
    });
    expect(await askResolvers(question, [silent, flaky], { ...OPTIONS, tries: 2, timeout: 100 })).toMatchObject({
      kind: 'answered',
      authenticated: false,
    });
    expect(asked).toBe(2);
  });
});

describe('The MX records of a domain', () => {
  const mx = [{ exchange: 'mx.partner.example', priority: 10 }];

  it.each<[string, Parameters<typeof startDnsServer>[0], unknown]>([
    ['signed', { 'partner.example': { mx, signed: true } }, { kind: 'found', records: mx }],
    ['not signed', { 'partner.example': { mx } }, { kind: 'unsigned' }],
    ['none, signed', { 'partner.example': { a: ['127.0.0.1'], signed: true } }, { kind: 'no-data' }],
    ['none, not signed', { 'partner.example': { a: ['127.0.0.1'] } }, { kind: 'unsigned' }],
    ['no such domain, signed', { example: { signed: true } }, { kind: 'no-such-name' }],
    ['no such domain, not signed', {}, { kind: 'unsigned' }],
    ['forged', { 'partner.example': 'servfail' }, { kind: 'failed', why: 'SERVFAIL' }],
    [
      'of what the domain is a signed alias of',
      { 'partner.example': { cname: 'other.example', signed: true }, 'other.example': { mx, signed: true } },
      { kind: 'found', records: mx },
    ],
    [
      'of what the domain is an alias of, not signed',
      { 'partner.example': { cname: 'other.example' }, 'other.example': { mx, signed: true } },
      { kind: 'unsigned' },
    ],
  ])('%s', async (_, zones, expected) => {
    expect(await (await signedDns(zones)).mx('partner.example')).toEqual(expected);
  });

  it('do not come from records of another name in the answer', async () => {
    const resolver = await answering((query) => [
      response(query, {
        answers: [{ type: 'MX', name: 'other.example', ttl: 1, data: { exchange: 'mx.other.example', preference: 1 } }],
      }),
    ]);
    const dns = createSignedDns([resolver], async () => ({ kind: 'no-data' }), OPTIONS);
    expect(await dns.mx('partner.example')).toEqual({ kind: 'no-data' });
  });
});

describe('What a mail exchanger has to prove', () => {
  const candidate = { host: 'mx.partner.example', address: '192.0.2.1', port: 25 };
  const nextHop = { kind: 'mx', domain: 'partner.example', port: 25 } as const;
  const zones = {
    'mx.partner.example': { a: ['192.0.2.1'], signed: true },
    '_25._tcp.mx.partner.example': { tlsa: [DIGEST], signed: true },
  };

  it('may be proven for its own name and for that of the domain (RFC 7672 3.2.2)', async () => {
    expect(await expectDane(candidate, nextHop, await signedDns(zones))).toMatchObject({
      kind: 'expects',
      expectation: {
        owner: '_25._tcp.mx.partner.example',
        serverName: 'mx.partner.example',
        names: ['mx.partner.example', 'partner.example'],
        records: [{ usage: 3, selector: 1, matchingType: 1, data: DIGEST.certificate }],
      },
    });
  });

  it('stands at the port of the connection', async () => {
    expect(await expectDane({ ...candidate, port: 465 }, nextHop, await signedDns(zones))).toMatchObject({
      failure: { reason: 'dane-not-available', status: '4.7.5', permanent: false },
    });
  });

  it('follows an alias that leads in a circle no further', async () => {
    const resolver = await answering((query) => {
      const [{ type, name } = { type: '', name: '' }] = query.questions;
      const answers: packet.Answer[] =
        type === 'TLSA' ? [{ type, name, ttl: 1, data: DIGEST }] : [{ type: 'CNAME', name, ttl: 1, data: candidate.host }];
      return [response(query, { answers })];
    });
    const dns = createSignedDns([resolver], async () => ({ kind: 'no-data' }), OPTIONS);
    expect(await expectDane(candidate, nextHop, dns)).toMatchObject({ kind: 'expects', expectation: { serverName: 'mx.partner.example' } });
  });
});
