import tls from 'node:tls';
import { NextHopSession } from '../support/next-hop-session';

// The process behind sink.ts.

/** How often the count is told, in milliseconds. */
const TELL_EVERY = 5;

process.once('message', ({ certificate, key }: { certificate: string; key: string }) => {
  let total = 0;
  let told = 0;
  const server = tls.createServer({ cert: certificate, key, noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    new NextHopSession(socket, {
      answers: () => undefined,
      extensions: ['PIPELINING', 'SIZE 104857600', '8BITMIME', 'SMTPUTF8', 'DSN', 'ENHANCEDSTATUSCODES'],
      encrypted: true,
      greet: true,
      received: () => {
        total += 1;
      },
      signedIn: () => undefined,
      startTls: null,
    });
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    process.send?.({ port: address.port });
  });
  setInterval(() => {
    if (total !== told) process.send?.({ total });
    told = total;
  }, TELL_EVERY);
});
