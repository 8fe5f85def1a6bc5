import { type Failure, forGood } from './failure';

/** The extensions of a next hop that matter to us, as it last offered them. `maxSize`: octets, 0 if it names none. */
export interface Offers {
  readonly size: boolean;
  readonly maxSize: number;
  readonly eightBitMime: boolean;
  readonly smtpUtf8: boolean;
  readonly dsn: boolean;
}

/** What the parameters of MAIL depend on. */
export interface SenderParameters {
  readonly size: number;
  readonly bodyType: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly dsnRet: 'FULL' | 'HDRS' | null;
  readonly dsnEnvid: string | null;
}

export interface RecipientParameters {
  readonly dsnNotify: string | null;
  readonly dsnOrcpt: string | null;
}

/** Whether this next hop can take the message as it is, its size apart. */
export function canTake({ bodyType, smtpUtf8 }: SenderParameters, offers: Offers): boolean {
  return (offers.smtpUtf8 || !smtpUtf8) && (offers.eightBitMime || bodyType === '7bit');
}

/** Null if it is not (RFC 1870). */
export function tooLarge(size: number, { maxSize }: Offers): Failure | null {
  if (maxSize === 0 || size <= maxSize) return null;
  return forGood('message-too-large', '5.3.4', `The message has ${size} octets; the next hop takes ${maxSize} at most.`);
}

/** What follows `MAIL FROM:<…>`; nothing that the next hop has not offered. */
export function mailParameters({ size, bodyType, smtpUtf8, dsnRet, dsnEnvid }: SenderParameters, offers: Offers): string {
  return [
    offers.size ? ` SIZE=${size}` : '',
    bodyType === '8bitmime' ? ' BODY=8BITMIME' : '',
    smtpUtf8 ? ' SMTPUTF8' : '',
    offers.dsn && dsnRet !== null ? ` RET=${dsnRet}` : '',
    offers.dsn && dsnEnvid !== null ? ` ENVID=${toXtext(dsnEnvid)}` : '',
  ].join('');
}

/** What follows `RCPT TO:<…>`. */
export function rcptParameters({ dsnNotify, dsnOrcpt }: RecipientParameters, offers: Offers): string {
  if (!offers.dsn) return '';
  return `${dsnNotify === null ? '' : ` NOTIFY=${dsnNotify}`}${dsnOrcpt === null ? '' : ` ORCPT=${encodedOrcpt(dsnOrcpt)}`}`;
}

function encodedOrcpt(orcpt: string): string {
  const semicolon = orcpt.indexOf(';');
  return semicolon === -1 ? `rfc822;${toXtext(orcpt)}` : `${orcpt.slice(0, semicolon)};${toXtext(orcpt.slice(semicolon + 1))}`;
}

/** RFC 3461 4: printable ASCII but for `+` and `=`; every other octet as `+` and two hexadecimal digits. */
function toXtext(text: string): string {
  const octets = [...new TextEncoder().encode(text)];
  return octets
    .map((octet) => (octet > 0x20 && octet < 0x7f && octet !== 0x2b && octet !== 0x3d ? String.fromCharCode(octet) : hex(octet)))
    .join('');
}

function hex(octet: number): string {
  return `+${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
