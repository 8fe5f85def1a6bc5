import tls from 'node:tls';
import { SENT_HEADER } from './load-message';

// The process behind sink.ts: the receiving side of SMTP over TLS from the first byte, as little of it as a sender needs.

/** How often it tells what has come, in milliseconds. */
const TELL_EVERY = 5;

const END_OF_DATA = Buffer.from('\r\n.\r\n');
const EHLO = '250-sink.example\r\n250-PIPELINING\r\n250-SIZE 104857600\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n';

let latencies: number[] = [];

function serve(socket: tls.TLSSocket): void {
  let chunks: Buffer[] = [];
  let inData = false;
  socket.on('error', () => socket.destroy());
  socket.write('220 sink.example ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    const before = chunks.at(-1);
    chunks.push(chunk);
    if (inData && before !== undefined && !Buffer.concat([before.subarray(1 - END_OF_DATA.length), chunk]).includes(END_OF_DATA)) return;
    const received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    chunks = [];
    const replies: string[] = [];
    let at = 0;
    while (at < received.length) {
      const end = inData ? received.indexOf(END_OF_DATA, at) : received.indexOf('\r\n', at);
      if (end === -1) break;
      if (inData) {
        replies.push('250 2.0.0 Received\r\n');
        count(received.subarray(at, end));
        inData = false;
        at = end + END_OF_DATA.length;
      } else {
        const verb = received.toString('latin1', at, Math.min(end, at + 4)).toUpperCase();
        replies.push(replyTo(verb));
        inData = verb === 'DATA';
        at = end + 2;
      }
    }
    if (at < received.length) chunks.push(received.subarray(at));
    if (replies.length > 0) socket.write(replies.join(''));
  });
}

function replyTo(verb: string): string {
  if (verb === 'EHLO') return EHLO;
  if (verb === 'DATA') return '354 Go ahead\r\n';
  return verb === 'QUIT' ? '221 2.0.0 Bye\r\n' : '250 2.0.0 Ok\r\n';
}

function count(message: Buffer): void {
  const at = message.indexOf(SENT_HEADER);
  if (at === -1) return;
  const sent = message.toString('latin1', at + SENT_HEADER.length, message.indexOf('\r\n', at));
  latencies.push(Number(process.hrtime.bigint() - BigInt(sent)) / 1e6);
}

process.once('message', ({ certificate, key }: { certificate: string; key: string }) => {
  const server = tls.createServer({ cert: certificate, key, noDelay: true }, serve);
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
