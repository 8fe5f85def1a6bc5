/** What our Received header says (RFC 5321 4.4). */
export interface Trace {
  /** As the client said it in EHLO or HELO; anything may stand in it. */
  readonly ehloName: string;
  readonly clientIp: string;
  readonly hostname: string;
  readonly extended: boolean;
  readonly smtpUtf8: boolean;
  readonly authenticated: boolean;
  /** Null without TLS. */
  readonly tls: { readonly version: string; readonly cipher: string } | null;
  readonly queueId: string;
  /** The recipient if there is only one: with several, each would learn of the others. */
  readonly onlyRecipient: string | null;
  /** RFC 5322 3.3, as mailDate() makes it. */
  readonly date: string;
}

/** The header with its folds and final CRLF. */
export function receivedHeader(trace: Trace): string {
  const { tls, onlyRecipient } = trace;
  const lines = [
    `Received: from ${asDomain(trace.ehloName)} (${addressLiteral(trace.clientIp)})`,
    `by ${trace.hostname} with ${transmissionType(trace)} id ${trace.queueId}`,
    ...(tls === null ? [] : [`(${tls.version} ${tls.cipher})`]),
    ...(onlyRecipient === null ? [] : [`for <${onlyRecipient}>`]),
  ];
  return `${lines.join('\r\n\t')};\r\n\t${trace.date}\r\n`;
}

/** The "with" keyword by the registry of mail transmission types (RFC 3848, RFC 6531 4.3). There is none for HELO within TLS. */
export function transmissionType({
  extended,
  smtpUtf8,
  authenticated,
  tls,
}: Pick<Trace, 'extended' | 'smtpUtf8' | 'authenticated' | 'tls'>) {
  if (!extended) return 'SMTP';
  return `${smtpUtf8 ? 'UTF8SMTP' : 'ESMTP'}${tls === null ? '' : 'S'}${authenticated ? 'A' : ''}`;
}

/** RFC 5321 4.1.3. */
function addressLiteral(ip: string): string {
  return ip.includes(':') ? `[IPv6:${ip}]` : `[${ip}]`;
}

/** Only what can stand in a domain or address literal: no client writes a header, a comment or a line end into our trace. */
function asDomain(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9.:[\]_-]/g, '?').slice(0, 255);
  return safe === '' ? 'unknown' : safe;
}
