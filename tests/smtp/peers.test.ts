import dns from 'node:dns/promises';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority, expired, selfSignedCertificate } from '../support/certificate-authority';
import { startDnsServer } from '../support/dns-server';
import { type NextHop, type NextHopOptions, startNextHop } from '../support/next-hop';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { readWire } from '../support/wire-tap';

// The other tests are worth what these peers are worth: here it is shown that they do what they are told.

let authority: CertificateAuthority;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((peer) => peer.stop()));
});

async function nextHop(options: NextHopOptions): Promise<NextHop> {
  const peer = await startNextHop(options);
  running.push(peer);
  return peer;
}

/** What a careful client makes of the certificate. */
function handshake(port: number, options: tls.ConnectionOptions = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = tls.connect({ port, host: '127.0.0.1', servername: 'mx.partner.example', ca: authority.certificate, ...options });
    socket.once('secureConnect', () => {
      resolve(`authorised over ${socket.getProtocol()}`);
      socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('the next hop for tests', () => {
  it('receives a message over implicit TLS and shows only TLS records on the wire', async () => {
    const peer = await nextHop({ opening: 'implicit', certificate: await authority.issue(['mx.partner.example']) });
    const client = await SmtpClient.connect({ port: peer.port, tls: 'implicit', tlsOptions: { servername: 'mx.partner.example' } });
    await client.open();
    const data = 'Subject: x\r\n\r\n..two dots\r\n.one dot\r\n';
    expect((await client.sendMessage({ from: 'a@x.example', to: ['b@partner.example'], data })).code).toBe(250);
    await client.quit();

    expect(peer.messages).toHaveLength(1);
    expect(peer.messages[0]).toMatchObject({ sender: 'a@x.example', recipients: [{ address: 'b@partner.example' }], encrypted: true });
    expect(peer.messages[0]?.data.toString('latin1')).toBe(data);
    expect(peer.handshakes).toMatchObject([{ version: 'TLSv1.3', servername: 'mx.partner.example' }]);
    const wire = readWire(peer.connections[0]?.fromClient() ?? Buffer.alloc(0));
    expect(wire).toMatchObject({ clear: '', strayBytes: 0 });
    expect(wire.tlsRecords).toBeGreaterThan(3);
  });

  it('shows on the wire what was said before STARTTLS, and nothing after', async () => {
    const peer = await nextHop({ opening: 'starttls', certificate: await authority.issue(['mx.partner.example']) });
    const client = await SmtpClient.connect({ port: peer.port });
    await client.open();
    await client.startTls();
    await client.sendMessage({ from: 'a@x.example', to: ['b@partner.example'], data: 'x\r\n' });
    await client.quit();

    expect(peer.messages[0]?.encrypted).toBe(true);
    const wire = readWire(peer.connections[0]?.fromClient() ?? Buffer.alloc(0));
    expect(wire).toMatchObject({ clear: 'EHLO client.example\r\nSTARTTLS\r\n', strayBytes: 0 });
  });

  it.each([
    ['a good one', () => authority.issue(['mx.partner.example']), 'authorised over TLSv1.3'],
    ['an expired one', () => authority.issue(['mx.partner.example'], expired()), 'CERT_HAS_EXPIRED'],
    ['one for another name', () => authority.issue(['other.example']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['a self-signed one', () => selfSignedCertificate(['mx.partner.example']), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('presents the certificate it was given: %s', async (_name, issue, outcome) => {
    const peer = await nextHop({ opening: 'implicit', certificate: await issue() });
    expect(await handshake(peer.port)).toBe(outcome);
  });

  it('speaks TLS 1.1 only, closes in the handshake, or speaks plaintext, as told', async () => {
    const certificate = await authority.issue(['mx.partner.example']);
    const old = await nextHop({ opening: 'implicit', certificate, tlsVersion: 'TLSv1.1' });
    expect(await handshake(old.port)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    const lax = { minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await handshake(old.port, lax)).toBe('authorised over TLSv1.1');
    expect(await handshake((await nextHop({ opening: 'closes-in-handshake' })).port)).toBe('ECONNRESET');
    expect(await handshake((await nextHop({ opening: 'plaintext' })).port)).toBe('ERR_SSL_WRONG_VERSION_NUMBER');
  });

  it('refuses the recipients that it is told to refuse', async () => {
    const peer = await nextHop({
      opening: 'plaintext',
      answers: ({ stage, address }) => (stage === 'rcpt' && address.startsWith('no') ? '550 5.1.1 No such user' : undefined),
    });
    const client = await SmtpClient.connect({ port: peer.port });
    await client.open();
    await client.expect('MAIL FROM:<>', 250);
    await client.expect('RCPT TO:<nobody@partner.example>', 550);
    await client.expect('RCPT TO:<somebody@partner.example> NOTIFY=NEVER', 250);
    await client.expect('DATA', 354);
    client.sendRaw('.\r\n');
    expect((await client.reply()).code).toBe(250);
    await waitFor('the message', () => peer.messages.length === 1);
    expect(peer.messages[0]?.recipients).toEqual([{ address: 'somebody@partner.example', parameters: 'NOTIFY=NEVER' }]);
  });
});

it('the DNS server for tests answers as its zones say', async () => {
  const server = await startDnsServer({
    'partner.example': { mx: [{ exchange: 'mx.partner.example', priority: 10 }] },
    'mx.partner.example': { a: ['127.0.0.1'], aaaa: ['::1'] },
    'alias.example': { cname: 'mx.partner.example' },
    'broken.example': 'servfail',
  });
  running.push(server);
  const resolver = new dns.Resolver({ tries: 1, timeout: 2000 });
  resolver.setServers([server.address]);
  expect(await resolver.resolveMx('Partner.example')).toEqual([{ exchange: 'mx.partner.example', priority: 10 }]);
  expect(await resolver.resolve4('alias.example')).toEqual(['127.0.0.1']);
  expect(await resolver.resolve6('mx.partner.example')).toEqual(['::1']);
  await expect(resolver.resolve4('nowhere.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  await expect(resolver.resolveMx('mx.partner.example')).rejects.toMatchObject({ code: 'ENODATA' });
  await expect(resolver.resolveMx('broken.example')).rejects.toMatchObject({ code: 'ESERVFAIL' });
  expect(server.questions).toContain('MX partner.example');
});
