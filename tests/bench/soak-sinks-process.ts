import tls from 'node:tls';
import { numberOf } from './numbered-message';
import { serve } from './sink-session';

// The process behind soak-sinks.ts: next hops over TLS from the first byte that behave well or badly.

const TELL_EVERY = 100;
/** Milliseconds that the slow one waits after each piece that it reads. */
const SLOWNESS = 20;
/** Of ten messages so many find the connection reset before, and so many after it has been taken. */
const RESETS = { before: 1, after: 1 };

let arrived: number[] = [];
/** Taken, but the sender never heard so: it must come again. */
let unanswered = 0;

function keep(message: Buffer): boolean {
  const number = numberOf(message);
  if (number !== null) arrived.push(number);
  return true;
}

function keepOrReset(message: Buffer): boolean {
  const draw = Math.floor(Math.random() * 10);
  if (draw < RESETS.before) return false;
  keep(message);
  if (draw >= RESETS.before + RESETS.after) return true;
  unanswered += 1;
  return false;
}

function readSlowly(socket: tls.TLSSocket): void {
  serve(socket, keep);
  socket.on('data', () => {
    socket.pause();
    setTimeout(() => socket.resume(), SLOWNESS);
  });
}

process.once('message', ({ certificate, key }: { certificate: string; key: string }) => {
  const listen = (behave: (socket: tls.TLSSocket) => void): Promise<number> =>
    new Promise((resolve) => {
      const server = tls.createServer({ cert: certificate, key, noDelay: true }, behave);
      server.on('tlsClientError', () => undefined);
      server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('no TCP port');
        resolve(address.port);
      });
    });
  void Promise.all([
    listen((socket) => serve(socket, keep)),
    listen(readSlowly),
    listen((socket) => serve(socket, keepOrReset)),
    listen((socket) => serve(socket, keep)),
  ]).then(([good, slow, broken, dead]) => process.send?.({ ports: { good, slow, broken, dead } }));
  setInterval(() => {
    if (arrived.length > 0) process.send?.({ arrived, unanswered });
    arrived = [];
  }, TELL_EVERY);
});
