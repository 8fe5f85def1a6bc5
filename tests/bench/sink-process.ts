import tls from 'node:tls';
import { SENT_HEADER } from './load-message';
import { serve } from './sink-session';

// The process behind sink.ts, over TLS from the first byte.

/** How often it tells what has come, in milliseconds. */
const TELL_EVERY = 5;

let latencies: number[] = [];

function count(message: Buffer): boolean {
  const at = message.indexOf(SENT_HEADER);
  if (at === -1) return true;
  const sent = message.toString('latin1', at + SENT_HEADER.length, message.indexOf('\r\n', at));
  latencies.push(Number(process.hrtime.bigint() - BigInt(sent)) / 1e6);
  return true;
}

process.once('message', ({ certificate, key }: { certificate: string; key: string }) => {
  const server = tls.createServer({ cert: certificate, key, noDelay: true }, (socket) => serve(socket, count));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    process.send?.({ port: address.port });
  });
  setInterval(() => {
    if (latencies.length > 0) process.send?.({ latencies });
    latencies = [];
  }, TELL_EVERY);
});
