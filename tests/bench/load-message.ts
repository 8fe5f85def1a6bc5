/** First header of a message of the load: when it was sent, in nanoseconds of the clock that all processes of the machine share. */
export const SENT_HEADER = 'X-Bench-Sent: ';

const LINE = `${'0123456789'.repeat(7)}\r\n`;

/** The rest of a message of about `size` octets, with the dot that ends it. */
export function messageBody(size: number): Buffer {
  const head = 'From: a@load.example\r\nTo: b@sink.example\r\nSubject: load\r\nDate: Tue, 24 Nov 2026 06:00:00 +0000\r\n\r\n';
  const lines = Math.max(1, Math.round((size - head.length) / LINE.length));
  return Buffer.from(`${head}${LINE.repeat(lines)}.\r\n`);
}
