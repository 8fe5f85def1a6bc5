import { createHash } from 'node:crypto';
import { SmtpClient } from './smtp-client';

/** How a message is sent: after DATA, or in chunks of a mebibyte (BDAT). */
type Transfer = 'data' | 'chunks';

const BLOCK = 64 * 1024;
const BLOCKS_PER_CHUNK = 16;

/** A message too large to be held; no two are alike. */
export interface BigMail {
  readonly subject: string;
  /** Of the body. */
  readonly octets: number;
  readonly sha256: string;
  readonly pieces: () => Generator<Buffer>;
}

/** @param size octets of its body, rounded up to whole blocks of 64 KiB */
export function bigMail(number: number, size: number): BigMail {
  const subject = `big ${number}`;
  const block = Buffer.from(`${String(number).padEnd(62, '=')}\r\n`.repeat(BLOCK / 64));
  const blocks = Math.ceil(size / BLOCK);
  const hash = createHash('sha256').update('\r\n');
  for (let i = 0; i < blocks; i += 1) hash.update(block);
  return {
    subject,
    octets: 2 + blocks * BLOCK,
    sha256: hash.digest('hex'),
    *pieces() {
      yield Buffer.from(`Subject: ${subject}\r\n\r\n`);
      for (let i = 0; i < blocks; i += 1) yield block;
    },
  };
}

/** Sends it over STARTTLS on a connection of its own. @throws if it is not accepted */
export async function sendBigMail(port: number, mail: BigMail, envelope: { from: string; to: string }, transfer: Transfer): Promise<void> {
  const client = await SmtpClient.connect({ port, timeoutMs: 600_000 });
  await client.open();
  await client.startTls();
  await client.expect(`MAIL FROM:<${envelope.from}>`, 250);
  await client.expect(`RCPT TO:<${envelope.to}>`, 250);
  if (transfer === 'data') {
    await client.expect('DATA', 354);
    await client.stream(mail.pieces());
    await client.expect('.', 250);
  } else {
    let chunk: Buffer[] = [];
    const sendChunk = async (parameters: string): Promise<void> => {
      client.sendRaw(`BDAT ${chunk.reduce((sum, { length }) => sum + length, 0)}${parameters}\r\n`);
      await client.stream(chunk);
      chunk = [];
      const { code, text } = await client.reply();
      if (code !== 250) throw client.failure(`the chunk was answered ${text}`);
    };
    for (const piece of mail.pieces()) {
      chunk.push(piece);
      if (chunk.length === BLOCKS_PER_CHUNK) await sendChunk('');
    }
    await sendChunk(' LAST');
  }
  await client.quit();
}
