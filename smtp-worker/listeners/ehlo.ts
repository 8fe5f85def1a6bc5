import type { Offers } from '../session/esmtp-parameters';

/** The extensions in the reply to EHLO, one a line. `maxMessageSize` in octets. */
export function ehloLines(offers: Offers, maxMessageSize: number): string[] {
  return [
    ...(offers.pipelining ? ['PIPELINING'] : []),
    `SIZE ${maxMessageSize}`,
    ...(offers.starttls ? ['STARTTLS'] : []),
    ...(offers.auth ? ['AUTH PLAIN LOGIN'] : []),
    'ENHANCEDSTATUSCODES',
    ...(offers.eightBitMime ? ['8BITMIME'] : []),
    ...(offers.smtpUtf8 ? ['SMTPUTF8'] : []),
    ...(offers.dsn ? ['DSN'] : []),
  ];
}
