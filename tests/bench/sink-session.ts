import type tls from 'node:tls';

const END_OF_DATA = Buffer.from('\r\n.\r\n');
const EHLO = '250-sink.example\r\n250-PIPELINING\r\n250-SIZE 104857600\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n';

/**
 * The receiving side of SMTP on one connection, as little of it as a sender needs.
 * @param take gets each message; false: in place of the answer to it the connection is broken off
 */
export function serve(socket: tls.TLSSocket, take: (message: Buffer) => boolean): void {
  let chunks: Buffer[] = [];
  let inData = false;
  /** The reply to a whole command or message; null: there is none. */
  const replyTo = (part: Buffer): string | null => {
    if (inData) {
      inData = false;
      return take(part) ? '250 2.0.0 Received\r\n' : null;
    }
    const verb = part.toString('latin1', 0, 4).toUpperCase();
    inData = verb === 'DATA';
    return replyToCommand(verb);
  };
  socket.on('error', () => socket.destroy());
  socket.write('220 sink.example ESMTP\r\n');
  socket.on('data', (chunk: Buffer) => {
    const before = chunks.at(-1);
    chunks.push(chunk);
    if (inData && before !== undefined && !endsWithin(before, chunk)) return;
    const received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    const replies: string[] = [];
    let at = 0;
    for (;;) {
      const ending = inData ? END_OF_DATA : '\r\n';
      const end = received.indexOf(ending, at);
      if (end === -1) break;
      const reply = replyTo(received.subarray(at, end));
      if (reply === null) return void socket.destroy();
      replies.push(reply);
      at = end + ending.length;
    }
    chunks = at < received.length ? [received.subarray(at)] : [];
    if (replies.length > 0) socket.write(replies.join(''));
  });
}

/** The end of a message may lie across two pieces. */
function endsWithin(before: Buffer, chunk: Buffer): boolean {
  return Buffer.concat([before.subarray(1 - END_OF_DATA.length), chunk]).includes(END_OF_DATA);
}

function replyToCommand(verb: string): string {
  if (verb === 'EHLO') return EHLO;
  if (verb === 'DATA') return '354 Go ahead\r\n';
  return verb === 'QUIT' ? '221 2.0.0 Bye\r\n' : '250 2.0.0 Ok\r\n';
}
