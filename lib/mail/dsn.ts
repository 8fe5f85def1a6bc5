import { quotedPrintable } from './quoted-printable';

/** A delivery status notification (RFC 3464) about one message. */
export interface Dsn {
  /** Our name: Reporting-MTA, and the domain of the address that it comes from. */
  readonly reportingHost: string;
  readonly to: string;
  readonly subject: string;
  /** With angle brackets. */
  readonly messageId: string;
  /** RFC 5322 3.3. */
  readonly date: string;
  readonly arrivalDate: string;
  /** ENVID of the message (RFC 3461 4.4). */
  readonly envid: string | null;
  /** Message-ID of the message, as its header says it. */
  readonly originalMessageId: string | null;
  /** For people; LF line ends. */
  readonly text: string;
  readonly recipients: readonly DsnRecipient[];
  readonly returned: { readonly kind: 'headers' | 'message'; readonly bytes: Uint8Array };
  /** Occurs nowhere else in the message. */
  readonly boundary: string;
}

export interface DsnRecipient {
  readonly address: string;
  /** As the client gave it: `rfc822;bob@example.org`. */
  readonly orcpt: string | null;
  readonly action: 'failed' | 'delayed' | 'relayed';
  /** RFC 3463. */
  readonly status: string;
  readonly remoteHost: string | null;
  /** The next hop's reply; null if what failed was no command. */
  readonly reply: string | null;
  /** What else is to be said for machines and administrators, in English. */
  readonly detail: string;
  readonly lastAttempt: string | null;
  /** Of a delayed one: when it is given up; null: never, or there is nothing to try. */
  readonly willRetryUntil: string | null;
}

/** The message, with CRLF line ends. What is returned goes in as it is, 8-bit content included. */
export function formatDsn(dsn: Dsn): Uint8Array {
  const eightBit = dsn.returned.bytes.some((octet) => octet > 0x7f);
  const head = lines([
    `From: Mail Delivery System <MAILER-DAEMON@${dsn.reportingHost}>`,
    `To: <${dsn.to}>`,
    `Subject: ${dsn.subject}`,
    `Date: ${dsn.date}`,
    `Message-ID: ${dsn.messageId}`,
    ...reference(dsn.originalMessageId),
    // RFC 3834 2: nothing is to answer this.
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${dsn.boundary}"`,
    `Content-Transfer-Encoding: ${eightBit ? '8bit' : '7bit'}`,
    '',
    `--${dsn.boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(dsn.text),
    `--${dsn.boundary}`,
    'Content-Type: message/delivery-status',
    '',
    ...messageFields(dsn),
    ...dsn.recipients.flatMap((recipient) => ['', ...recipientFields(recipient)]),
    '',
    `--${dsn.boundary}`,
    `Content-Type: ${dsn.returned.kind === 'message' ? 'message/rfc822' : 'text/rfc822-headers'}`,
    `Content-Transfer-Encoding: ${eightBit ? '8bit' : '7bit'}`,
    '',
  ]);
  return joined(encode(head), dsn.returned.bytes, encode(`\r\n--${dsn.boundary}--\r\n`));
}

function messageFields({ reportingHost, envid, arrivalDate }: Dsn): string[] {
  return [
    `Reporting-MTA: dns; ${reportingHost}`,
    ...(envid === null ? [] : [`Original-Envelope-Id: ${field(envid)}`]),
    `Arrival-Date: ${arrivalDate}`,
  ];
}

function recipientFields({ address, orcpt, action, status, remoteHost, reply, detail, ...times }: DsnRecipient): string[] {
  const { lastAttempt, willRetryUntil } = times;
  return [
    ...(orcpt === null ? [] : [`Original-Recipient: ${field(orcpt.replace(';', '; '))}`]),
    `Final-Recipient: ${typedAddress(address)}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(remoteHost === null ? [] : [`Remote-MTA: dns; ${field(remoteHost)}`]),
    `Diagnostic-Code: ${field(reply === null ? `X-Siegel; ${detail}` : `smtp; ${reply}`)}`,
    ...(lastAttempt === null ? [] : [`Last-Attempt-Date: ${lastAttempt}`]),
    ...(willRetryUntil === null ? [] : [`Will-Retry-Until: ${willRetryUntil}`]),
  ];
}

/** RFC 6533 3: an internationalised address in its ASCII form, since not every next hop takes the other one. */
function typedAddress(address: string): string {
  if (/^[\x21-\x7e]+$/.test(address)) return `rfc822; ${address}`;
  const ascii = [...address].map((character) =>
    /^[!-*,-<>-[\]-~]$/.test(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
  return `utf-8; ${ascii.join('')}`;
}

function reference(messageId: string | null): string[] {
  return messageId !== null && /^<[\x21-\x3b=\x3f-\x7e]+>$/.test(messageId) ? [`References: ${messageId}`] : [];
}

/** One line of ASCII, whatever a peer has said. */
function field(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 900);
}

function lines(parts: readonly string[]): string {
  return parts.map((part) => `${part}\r\n`).join('');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
