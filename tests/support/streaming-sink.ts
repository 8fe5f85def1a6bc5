import { createHash, type Hash } from 'node:crypto';
import tls from 'node:tls';
import type { KeyAndCertificate } from './certificate-authority';

/** What is left of a message that was thrown away while it came. */
interface SunkMessage {
  readonly subject: string;
  /** Of its body as on the wire, with stuffed dots and without the final dot line. */
  readonly octets: number;
  readonly sha256: string;
}

export interface StreamingSink {
  readonly port: number;
  readonly messages: readonly SunkMessage[];
  stop(): Promise<void>;
}

const END_OF_HEADER = Buffer.from('\r\n\r\n');
const END_OF_DATA = Buffer.from('\r\n.\r\n');
const EHLO = '250-sink.example\r\n250-PIPELINING\r\n250-SIZE 104857600\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n';

/** A next hop over implicit TLS that holds nothing of the messages that it takes, however large they are. */
export async function startStreamingSink(certificate: KeyAndCertificate): Promise<StreamingSink> {
  const messages: SunkMessage[] = [];
  const sockets = new Set<tls.TLSSocket>();
  const server = tls.createServer({ cert: certificate.certificate, key: certificate.key }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, (message) => messages.push(message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sink has no TCP port');
  return {
    port: address.port,
    messages,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a connection is in the middle of. */
type Reading = { kind: 'commands' } | { kind: 'header' } | { kind: 'body'; subject: string; octets: number; hash: Hash };
type Step = { readonly rest: Buffer; readonly reading: Reading } | 'more';

function serve(socket: tls.TLSSocket, received: (message: SunkMessage) => void): void {
  let reading: Reading = { kind: 'commands' };
  let buffered: Buffer = Buffer.alloc(0);
  const step = (): boolean => {
    const taken = reading.kind === 'commands' ? command() : reading.kind === 'header' ? header() : body(reading);
    if (taken === 'more') return false;
    ({ rest: buffered, reading } = taken);
    return true;
  };
  const command = (): Step => {
    const end = buffered.indexOf('\r\n');
    if (end === -1) return 'more';
    const verb = buffered.toString('latin1', 0, 4).toUpperCase();
    socket.write(replyTo(verb));
    return { rest: buffered.subarray(end + 2), reading: { kind: verb === 'DATA' ? 'header' : 'commands' } };
  };
  const header = (): Step => {
    const end = buffered.indexOf(END_OF_HEADER);
    if (end === -1) return 'more';
    const [, subject = ''] = /^Subject: (.*)\r$/m.exec(buffered.toString('latin1', 0, end + 2)) ?? [];
    // The line end before the body may be that before the final dot.
    return { rest: buffered.subarray(end + 2), reading: { kind: 'body', subject, octets: 0, hash: createHash('sha256') } };
  };
  const body = (message: Extract<Reading, { kind: 'body' }>): Step => {
    const end = buffered.indexOf(END_OF_DATA);
    const octets = end === -1 ? Math.max(0, buffered.length - END_OF_DATA.length + 1) : end + 2;
    message.octets += octets;
    message.hash.update(buffered.subarray(0, octets));
    if (end === -1) {
      buffered = buffered.subarray(octets);
      return 'more';
    }
    received({ subject: message.subject, octets: message.octets, sha256: message.hash.digest('hex') });
    socket.write('250 2.0.0 Received\r\n');
    return { rest: buffered.subarray(end + END_OF_DATA.length), reading: { kind: 'commands' } };
  };
  socket.write('220 sink.example ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    while (step());
  });
}

function replyTo(verb: string): string {
  if (verb === 'EHLO') return EHLO;
  if (verb === 'DATA') return '354 Go ahead\r\n';
  return verb === 'QUIT' ? '221 2.0.0 Bye\r\n' : '250 2.0.0 Ok\r\n';
}
