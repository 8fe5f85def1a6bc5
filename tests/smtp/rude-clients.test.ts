import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../support/gateway';
import type { SmtpClient } from '../support/smtp-client';

// Clients that leave at the worst moment or send what nobody should send. The worker lives on, and so do the sessions of others.

let gateway: Gateway;
let bystander: SmtpClient;

beforeAll(async () => {
  gateway = await startGateway({ acceptance: { maxConnectionsPerClient: 200 } });
  bystander = await gateway.connect('smtp');
  await bystander.open();
});

afterAll(async () => {
  bystander?.destroy();
  await gateway?.stop();
});

/** Speaks on a bare socket and leaves; resolves when the connection is gone. */
function visit(port: number, behave: (socket: net.Socket) => void): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () => behave(socket));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}

const VISITS: readonly (readonly [string, 'smtp' | 'smtps', (socket: net.Socket) => void])[] = [
  ['connects and is gone', 'smtp', (socket) => socket.destroy()],
  ['connects with reset', 'smtp', (socket) => socket.resetAndDestroy()],
  ['connects to the TLS port and is gone', 'smtps', (socket) => socket.destroy()],
  ['speaks SMTP to the TLS port', 'smtps', (socket) => socket.end('EHLO client.example\r\n')],
  ['leaves within the handshake', 'smtps', (socket) => socket.end(Buffer.from('160301020001', 'hex'))],
  ['sends noise to the TLS port', 'smtps', (socket) => socket.end(Buffer.alloc(3000, 0xff))],
  ['leaves right after the handshake', 'smtps', (socket) => handshake(socket, (secure) => secure.destroy())],
  ['resets right after the handshake', 'smtps', (socket) => handshake(socket, () => socket.resetAndDestroy())],
  ['says QUIT within the handshake', 'smtps', (socket) => handshake(socket, (secure) => secure.end('QUIT\r\n'))],
  ['is gone behind STARTTLS', 'smtp', (socket) => afterStartTls(socket, () => socket.destroy())],
  ['sends noise behind STARTTLS', 'smtp', (socket) => afterStartTls(socket, () => socket.end(Buffer.alloc(3000, 0xff)))],
  ['leaves right after STARTTLS', 'smtp', (socket) => afterStartTls(socket, () => handshake(socket, (secure) => secure.destroy()))],
  [
    'resets as soon as its part of the handshake is sent',
    'smtp',
    (socket) => afterStartTls(socket, () => handshake(socket, finishAndReset)),
  ],
  ['resets as soon as its part of implicit TLS is sent', 'smtps', (socket) => handshake(socket, finishAndReset)],
  ['resets right after STARTTLS', 'smtp', (socket) => afterStartTls(socket, () => handshake(socket, () => socket.resetAndDestroy()))],
  ['sends an endless line and goes', 'smtp', (socket) => afterGreeting(socket, () => socket.end(Buffer.alloc(1_000_000, 0x41)))],
  ['resets within DATA', 'smtp', (socket) => afterGreeting(socket, () => resetWithinData(socket))],
  ['resets within a chunk', 'smtp', (socket) => afterGreeting(socket, () => resetWithinChunk(socket, 'BDAT 100 LAST'))],
  ['resets between chunks', 'smtp', (socket) => afterGreeting(socket, () => resetWithinChunk(socket, 'BDAT 13'))],
];

function afterGreeting(socket: net.Socket, then: () => void): void {
  socket.once('data', then);
}

function afterStartTls(socket: net.Socket, then: () => void): void {
  let heard = '';
  let said = 0;
  const commands = [['220 ', 'EHLO client.example\r\n'] as const, ['250 ', 'STARTTLS\r\n'] as const, ['220 2.0.0', ''] as const];
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString('latin1');
    const step = commands[said];
    if (step === undefined || !heard.includes(step[0])) return;
    said += 1;
    heard = '';
    if (said < commands.length) socket.write(step[1]);
    else {
      socket.off('data', listen);
      then();
    }
  };
  socket.on('data', listen);
}

function handshake(socket: net.Socket, then: (secure: tls.TLSSocket, socket: net.Socket) => void): void {
  const secure = tls.connect({ socket, rejectUnauthorized: false }, () => then(secure, socket));
  secure.on('error', () => undefined);
  secure.resume();
}

/** The reset reaches the server together with the last message of the handshake. */
function finishAndReset(_secure: tls.TLSSocket, socket: net.Socket): void {
  setImmediate(() => socket.resetAndDestroy());
}

function resetWithinData(socket: net.Socket): void {
  const commands = 'EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<postmaster>\r\nDATA\r\nSubject: half';
  socket.write(commands, () => socket.resetAndDestroy());
}

function resetWithinChunk(socket: net.Socket, command: string): void {
  socket.write(`EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<postmaster>\r\n${command}\r\nSubject: half`, () => socket.resetAndDestroy());
}

describe('a client that', () => {
  it.each(VISITS)('%s', async (_name, listener, behave) => {
    await Promise.all(Array.from({ length: 20 }, () => visit(gateway.ports[listener], behave)));
    expect((await bystander.command('NOOP')).code).toBe(250);
    const fresh = await gateway.connect('smtp');
    await fresh.open();
    await fresh.startTls();
    await fresh.quit();
  });
});
