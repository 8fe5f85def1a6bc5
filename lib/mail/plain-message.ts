import { formatHeaderField } from './header-field';
import { quotedPrintable } from './quoted-printable';

/** A message of text alone that the gateway itself writes. */
export interface PlainMessage {
  /** `Name <address>`, ASCII. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** With angle brackets. */
  readonly messageId: string;
  /** RFC 5322 3.3. */
  readonly date: string;
  /** LF line ends. */
  readonly text: string;
}

/** The message, with CRLF line ends. Nothing is to answer it (RFC 3834 5). */
export function formatPlainMessage({ from, to, subject, messageId, date, text }: PlainMessage): Uint8Array {
  const head = [
    `From: ${from}\r\n`,
    `To: <${to}>\r\n`,
    formatHeaderField('Subject', subject),
    `Date: ${date}\r\n`,
    `Message-ID: ${messageId}\r\n`,
    'Auto-Submitted: auto-generated\r\n',
    'MIME-Version: 1.0\r\n',
    'Content-Type: text/plain; charset=utf-8\r\n',
    'Content-Transfer-Encoding: quoted-printable\r\n',
  ];
  return new TextEncoder().encode(`${head.join('')}\r\n${quotedPrintable(text)}\r\n`);
}
