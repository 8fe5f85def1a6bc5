import * as base64 from 'nodemailer/lib/base64';
import * as qp from 'nodemailer/lib/qp';

/** Encodes the content of a part while it passes. */
export interface PartEncoder {
  feed(content: Buffer): Buffer;
  /** What was held back. */
  end(): Buffer;
}

const LF = 0x0a;
/** Octets of a line in base64 with 76 characters. */
const BASE64_LINE = 57;

/** Quoted-printable is encoded by whole lines, since what ends a line is written otherwise; base64 by what fills whole lines. */
export function partEncoder(encoding: 'quoted-printable' | 'base64'): PartEncoder {
  const encode = encoding === 'base64' ? encodeBase64 : encodeText;
  const cut =
    encoding === 'base64' ? (held: Buffer) => held.length - (held.length % BASE64_LINE) : (held: Buffer) => held.lastIndexOf(LF) + 1;
  let held = Buffer.alloc(0);
  return {
    feed(content) {
      held = Buffer.concat([held, content]);
      const at = cut(held);
      const whole = held.subarray(0, at);
      held = held.subarray(at);
      return at === 0 ? whole : Buffer.from(encode(whole, true), 'latin1');
    },
    end: () => (held.length === 0 ? held : Buffer.from(encode(held, false), 'latin1')),
  };
}

/** @param isFull there may be more, and so a line end is needed */
function encodeBase64(content: Buffer, isFull: boolean): string {
  return base64.wrap(base64.encode(content)) + (isFull ? '\r\n' : '');
}

function encodeText(content: Buffer): string {
  return qp.wrap(qp.encode(content));
}
