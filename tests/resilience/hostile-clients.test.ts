import net from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { descriptorLimit, usageOf } from '../support/process-usage';
import { SmtpClient } from '../support/smtp-client';
import { waitFor } from '../support/wait-for';
import { fuzz } from './fuzz';
import { openScene, type Scene } from './scene';

// Clients that want to wear the worker out. It stays up, answers another client all the while, and keeps neither memory nor file descriptors.

/** The least that can be set. */
const IDLE_SECONDS = 10;
const MOST_RESIDENT_MIB = 400;
const HEAP_MIB = 128;
const MIB = 1024 * 1024;
/** Generous: how fast it answers is measured by the benchmark. */
const PATIENCE = { timeoutMs: 30_000, everyMs: 50 };

let scene: Scene;
let bystander: Bystander;
let descriptors: number;

beforeAll(async () => {
  scene = await openScene({
    heapMiB: HEAP_MIB,
    acceptance: { idleTimeout: IDLE_SECONDS, maxConnectionsPerClient: 10_000, maxRecipients: 5000, maxMessageSize: MIB },
  });
  const first = await SmtpClient.connect({ port: scene.worker.ports.smtp });
  await first.open();
  await first.quit();
  descriptors = usageOf(scene.worker.pid()).descriptors;
});

beforeEach(async () => {
  bystander = await startBystander();
});

afterAll(() => scene?.stop());

/** Another client is served, and everything that the hostile ones held is given back. */
async function unharmed(): Promise<void> {
  await bystander.leave();
  await waitFor('the descriptors to be given back', () => usageOf(scene.worker.pid()).descriptors <= descriptors + 10, PATIENCE);
  expect(usageOf(scene.worker.pid()).residentMiB).toBeLessThan(MOST_RESIDENT_MIB);
  expect(scene.worker.output()).not.toContain('session-failed');
}

interface Bystander {
  /** Rejects if it was ever not answered as it should. */
  leave(): Promise<void>;
}

/** A client that behaves, and is answered all the while. */
async function startBystander(): Promise<Bystander> {
  const client = await SmtpClient.connect({ port: scene.worker.ports.smtp, timeoutMs: PATIENCE.timeoutMs });
  await client.open();
  let leaving = false;
  const talk = async (): Promise<void> => {
    while (!leaving) {
      await client.expect('NOOP', 250);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await client.quit();
  };
  const talking = talk();
  talking.catch(() => undefined);
  return {
    leave: () => {
      leaving = true;
      return talking;
    },
  };
}

function connect(port: number, localAddress = '127.0.0.1'): net.Socket {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  socket.resume();
  return socket;
}

function closed(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    socket.once('close', () => resolve());
  });
}

/** Sends an octet at a time for ever, never the end of anything; resolves when the server has had enough. */
async function drip(socket: net.Socket, octet: string): Promise<void> {
  const timer = setInterval(() => socket.write(octet), 300);
  await closed(socket);
  clearInterval(timer);
}

/** A bare socket on which the commands have been answered. */
async function afterCommands(commands: readonly string[]): Promise<net.Socket> {
  const socket = connect(scene.worker.ports.smtp);
  await answered(socket, 1);
  for (const command of commands) {
    socket.write(`${command}\r\n`);
    await answered(socket, 1);
  }
  return socket;
}

/** The last line of what is answered next. */
function answered(socket: net.Socket, replies: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const listen = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      const last = heard.match(/^\d{3} .*\r$/gm) ?? [];
      if (last.length < replies) return;
      socket.off('data', listen);
      resolve(last.at(-1) ?? '');
    };
    socket.on('data', listen);
    socket.once('close', () => reject(new Error(`the server closed after: ${heard}`)));
  });
}

const ENVELOPE = ['EHLO slow.example', 'MAIL FROM:<a@sender.example>', 'RCPT TO:<b@partner.example>'];

describe('a client that sends an octet at a time and never comes to an end is closed:', () => {
  const STAGES: readonly (readonly [string, () => Promise<net.Socket>, string])[] = [
    ['in its first command', () => afterCommands([]), 'E'],
    ['in MAIL', () => afterCommands(ENVELOPE.slice(0, 1)), 'M'],
    ['in RCPT', () => afterCommands(ENVELOPE.slice(0, 2)), 'R'],
    ['before DATA', () => afterCommands(ENVELOPE), 'D'],
    ['in the header of a message', () => afterCommands([...ENVELOPE, 'DATA']), 'S'],
    ['with empty lines in a message', () => afterCommands([...ENVELOPE, 'DATA']), '\r\n'],
    ['in a chunk', () => afterCommands(ENVELOPE).then((socket) => announced(socket, 'BDAT 1000000')), 'S'],
    ['in a chunk that is refused', () => afterCommands(ENVELOPE.slice(0, 1)).then((socket) => announced(socket, 'BDAT 1000000')), 'S'],
    ['between two chunks', () => afterCommands([...ENVELOPE, 'BDAT 0']), 'B'],
    ['in the handshake after STARTTLS', () => afterCommands([...ENVELOPE.slice(0, 1), 'STARTTLS']), '\x16'],
    ['in the handshake of implicit TLS', async () => clientHello(connect(scene.worker.ports.smtps)), '\x01'],
  ];

  it('at every stage', async () => {
    const ended: string[] = [];
    await Promise.all(
      STAGES.map(async ([stage, begin, octet]) => {
        await drip(await begin(), octet);
        ended.push(stage);
      }),
    );
    expect(ended.sort()).toEqual(STAGES.map(([stage]) => stage).sort());
    await unharmed();
  }, 60_000);

  /** A command without an answer of its own. */
  function announced(socket: net.Socket, command: string): net.Socket {
    socket.write(`${command}\r\n`);
    return socket;
  }

  /** The head of a record that is announced to be long. */
  function clientHello(socket: net.Socket): net.Socket {
    socket.write(Buffer.from('1603013fff', 'hex'));
    return socket;
  }
});

/** Writes `total` octets as fast as they are taken; resolves when they are sent or the server has closed. */
async function flood(socket: net.Socket, piece: Buffer, total: number): Promise<void> {
  const end = closed(socket);
  for (let sent = 0; sent < total && !socket.closed; sent += piece.length) {
    if (!socket.write(piece)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), end]);
  }
}

describe('a client that sends without end', () => {
  it('a command line', async () => {
    const socket = await afterCommands([]);
    await flood(socket, Buffer.alloc(64 * 1024, 0x41), 40 * MIB);
    socket.destroy();
    await unharmed();
  });

  it('header fields, and a single one', async () => {
    for (const piece of [Buffer.from('X-Field: value\r\n'.repeat(4000)), Buffer.alloc(64 * 1024, 0x41)]) {
      const socket = await afterCommands([...ENVELOPE, 'DATA']);
      const reply = answered(socket, 1);
      await flood(socket, piece, 40 * MIB);
      socket.write('\r\n.\r\n');
      expect(await reply).toMatch(/^552 /);
      socket.destroy();
    }
    await unharmed();
  });

  it('a chunk, and chunks', async () => {
    const chunk = Buffer.alloc(64 * 1024, 0x41);
    for (const [first, piece] of [
      [`BDAT ${2 ** 53 - 1}\r\n`, chunk],
      ['', Buffer.concat([Buffer.from(`BDAT ${chunk.length}\r\n`), chunk])],
      ['', Buffer.from('BDAT 0\r\n'.repeat(1000))],
    ] as const) {
      const socket = await afterCommands(ENVELOPE);
      socket.write(first);
      await flood(socket, piece, 40 * MIB);
      socket.destroy();
    }
    await unharmed();
  });

  it('10,000 recipients', async () => {
    const client = await SmtpClient.connect({ port: scene.worker.ports.smtp, timeoutMs: PATIENCE.timeoutMs });
    await client.open();
    await client.expect('MAIL FROM:<>', 250);
    client.sendRaw(Array.from({ length: 10_000 }, (_, index) => `RCPT TO:<r${index}@partner.example>\r\n`).join(''));
    const codes = new Map<number, number>();
    for (let answers = 0; answers < 10_000; answers += 1) {
      const { code } = await client.reply();
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(Object.fromEntries(codes)).toEqual({ 250: 5000, 452: 5000 });
    await client.expect('RSET', 250);
    await client.quit();
    await unharmed();
  });

  it('commands whose answers it does not read', async () => {
    const sockets = await Promise.all(Array.from({ length: 10 }, () => afterCommands(['EHLO deaf.example'])));
    for (const socket of sockets) socket.pause();
    const floods = sockets.map((socket) => flood(socket, Buffer.from('EHLO deaf.example\r\n'.repeat(1000)), 50 * MIB));
    // It stops reading as soon as its answers are not taken, and so the client cannot write any more.
    await waitFor('every client to be stuck', () => sockets.every(({ writableNeedDrain }) => writableNeedDrain), PATIENCE);
    expect(usageOf(scene.worker.pid()).residentMiB).toBeLessThan(MOST_RESIDENT_MIB);
    for (const socket of sockets) socket.destroy();
    await Promise.all(floods);
    await unharmed();
  });
});

it('thousands of connections at once', async () => {
  const count = Math.min(10_000, descriptorLimit() - 1000);
  const sockets: net.Socket[] = [];
  const settled: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    const socket = connect(scene.worker.ports.smtp, `127.0.0.${2 + (index % 200)}`);
    sockets.push(socket);
    settled.push(Promise.race([new Promise((resolve) => socket.once('data', resolve)), closed(socket)]));
    if (index % 250 === 249) await Promise.all(settled.splice(0));
  }
  await Promise.all(settled);
  for (const socket of sockets) socket.destroy();
  await unharmed();
});

it('a mixture of everything, made up at random', async () => {
  const before = usageOf(scene.worker.pid()).residentMiB;
  const { connections } = await fuzz(scene.random, { ports: scene.worker.ports, seconds: 15 });
  console.log(
    `${connections} connections, resident ${before.toFixed(0)} MiB before and ${usageOf(scene.worker.pid()).residentMiB.toFixed(0)} after`,
  );
  expect(connections).toBeGreaterThan(100);
  await unharmed();
});
