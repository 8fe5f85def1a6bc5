import net from 'node:net';
import tls from 'node:tls';
import type { SeededRandom } from '../support/seeded-random';

export interface FuzzTask {
  readonly ports: { readonly smtp: number; readonly smtps: number; readonly submission: number };
  readonly seconds: number;
}

const CLIENTS_AT_ONCE = 20;
const STEPS_AT_MOST = 15;

const WORDS: readonly string[] = [
  ...[
    'EHLO x.example',
    'HELO x',
    'EHLO',
    'EHLO [127.0.0.1]',
    'MAIL FROM:<a@sender.example>',
    'MAIL FROM:<>',
    'MAIL FROM:<a@b> SIZE=99999999999',
  ],
  ...[
    'MAIL FROM:<"\\"@x>',
    'MAIL FROM:<é@ü.example> SMTPUTF8',
    'RCPT TO:<b@partner.example>',
    'RCPT TO:<b@elsewhere.example>',
    'RCPT TO:<@@@>',
  ],
  ...[
    'RCPT TO:<b@partner.example> NOTIFY=NEVER ORCPT=rfc822;x',
    'DATA',
    'BDAT 10',
    'BDAT 10 LAST',
    'BDAT 0 LAST',
    'BDAT 3000',
    'BDAT 99999999',
    'BDAT 9007199254740992',
    'BDAT 10 FIRST',
    'BDAT',
    'RSET',
    'NOOP',
    'QUIT',
    'STARTTLS',
    'AUTH PLAIN',
    'AUTH LOGIN',
  ],
  ...[
    'AUTH PLAIN AAAA',
    '*',
    '.',
    '..',
    '',
    ' ',
    'VRFY x',
    'HELP',
    'XCLIENT ADDR=1.2.3.4',
    'GET / HTTP/1.1',
    'Subject: x',
    'Content-Type: text/plain',
    '\0',
  ],
];
const ENDS = ['\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '', '\r\n.\r\n', '\n.\r\n', '\0\r\n'] as const;

/** Talks nonsense on many connections at once until the time is over. The same seed makes up the same nonsense. */
export async function fuzz(random: SeededRandom, { ports, seconds }: FuzzTask): Promise<{ connections: number }> {
  const until = performance.now() + seconds * 1000;
  let connections = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      connections += 1;
      await talk(random, pick(random, [ports.smtp, ports.smtp, ports.smtps, ports.submission]), until);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS_AT_ONCE }, client));
  return { connections };
}

/** One connection, to its end. */
async function talk(random: SeededRandom, port: number, until: number): Promise<void> {
  const raw = net.connect({ port, host: '127.0.0.1' });
  let socket: net.Socket = raw;
  const gone = new Promise<void>((resolve) => raw.once('close', () => resolve()));
  raw.on('error', () => undefined);
  if (random.between(0, 9) > 0) await Promise.race([gone, new Promise((resolve) => raw.once('data', resolve)), pause(50)]);
  for (let left = random.between(0, STEPS_AT_MOST); left > 0 && !raw.destroyed && performance.now() < until; left -= 1) {
    if (socket === raw && random.between(0, 9) === 0) socket = encrypted(raw);
    if (socket.writable) socket.write(nonsense(random));
    // Either waits for an answer or sends on without it.
    if (random.between(0, 2) === 0) await Promise.race([gone, new Promise((resolve) => socket.once('data', resolve)), pause(50)]);
  }
  if (random.between(0, 1) === 0) raw.resetAndDestroy();
  else raw.destroy();
  await gone;
}

/** Whether the server wants it or not. */
function encrypted(raw: net.Socket): tls.TLSSocket {
  const secure = tls.connect({ socket: raw, rejectUnauthorized: false });
  secure.on('error', () => undefined);
  secure.resume();
  return secure;
}

function nonsense(random: SeededRandom): Buffer {
  switch (random.between(0, 9)) {
    case 0:
      return Buffer.from(Array.from({ length: random.between(1, 300) }, () => random.between(0, 255)));
    case 1:
      return Buffer.alloc(random.between(1, 20_000), pick(random, ['A', '\0', '\r', '\n', ' ', '<']));
    case 2:
      return Buffer.concat(Array.from({ length: random.between(2, 50) }, () => line(random)));
    case 3:
      return Buffer.from([
        0x16,
        3,
        1,
        random.between(0, 255),
        random.between(0, 255),
        ...Array.from({ length: 20 }, () => random.between(0, 255)),
      ]);
    default:
      return line(random);
  }
}

function line(random: SeededRandom): Buffer {
  return Buffer.from(pick(random, WORDS) + pick(random, ENDS));
}

function pick<Value>(random: SeededRandom, values: readonly [Value, ...Value[]] | readonly Value[]): Value {
  const value = values[random.between(0, values.length - 1)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
