import { type Failure, forGood, forNow } from './failure';

/** What a next hop is to answer. */
export type AwaitedReply = 'greeting' | 'EHLO' | 'HELO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'message' | 'RSET';

/** What is known of an error on the way to the point where MAIL could be sent, or after it. */
export interface ConnectionError {
  readonly message: string;
  /** The system's or OpenSSL's code, as ECONNREFUSED or ERR_SSL_WRONG_VERSION_NUMBER; null if there is none. */
  readonly code: string | null;
  /** The next hop's last reply, if the error is that reply. */
  readonly reply: string | null;
  readonly timedOut: boolean;
  /**
   * `tcp`: not connected yet; `handshake`: in the TLS handshake; `starttls`: the command was refused; `body`: our own stored message could not
   * be read; `smtp`: everything else.
   */
  readonly phase: 'tcp' | 'handshake' | 'starttls' | 'body' | 'smtp';
  /** What it had not answered; null if no session had begun. */
  readonly awaited: AwaitedReply | null;
}

/** OpenSSL's ways to say that what came is no TLS record: the peer sent its greeting in clear. */
const NOT_TLS: readonly string[] = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'];

/**
 * Why no session with this next hop came about. Never permanent, whatever it answered to our greeting (it may be one of several), but for
 * 521 "does not accept mail" (RFC 7504).
 *
 * @param peer `mx.partner.example:465`
 */
export function connectFailure({ message, code, reply, timedOut, phase, awaited }: ConnectionError, peer: string): Failure {
  if (phase === 'handshake') {
    if (timedOut) return forNow('timeout', '4.7.5', `${peer} did not finish the TLS handshake in time.`);
    if (code !== null && NOT_TLS.includes(code)) {
      return forNow(
        'peer-speaks-plaintext',
        '4.7.5',
        `${peer} does not speak TLS from the first byte: it answers in plaintext (wrong version number).`,
      );
    }
    return forNow('tls-handshake-failed', '4.7.5', `The TLS handshake with ${peer} failed: ${handshakeWords(code, message)}.`);
  }
  if (phase === 'starttls') {
    return forNow('starttls-not-offered', '4.7.4', `${peer} does not offer STARTTLS: ${reply === null ? message : oneLine(reply)}`, reply);
  }
  if (phase === 'tcp') {
    return timedOut
      ? forNow('timeout', '4.4.1', `${peer} did not take the connection in time.`)
      : forNow('connect-failed', '4.4.1', `No connection to ${peer} (${code ?? message}).`);
  }
  if (phase === 'body') return forNow('internal', '4.3.0', `The stored message could not be read: ${message}.`);
  const answer = awaited === null ? 'answer' : ANSWERS[awaited];
  if (timedOut) return forNow('timeout', '4.4.2', `${peer} did not ${answer} in time.`);
  if (reply === null)
    return forNow('connection-lost', '4.4.2', `The connection to ${peer} broke off (${code ?? message}); it did not ${answer}.`);
  if (reply.startsWith('521'))
    return forGood('peer-refused', enhancedCode(reply) ?? '5.3.2', `${peer} accepts no mail: ${oneLine(reply)}`, reply);
  return forNow('peer-refused-for-now', '4.3.2', `${peer} refused the session: ${oneLine(reply)}`, reply);
}

const ANSWERS: { readonly [Reply in AwaitedReply]: string } = {
  greeting: 'send its greeting',
  EHLO: 'answer EHLO',
  HELO: 'answer HELO',
  STARTTLS: 'answer STARTTLS',
  AUTH: 'answer the sign-in',
  MAIL: 'answer MAIL FROM',
  RCPT: 'answer RCPT TO',
  DATA: 'answer DATA',
  message: 'confirm the message',
  RSET: 'answer RSET',
};

/** Whether only TLS stood in the way: without any demand the next try may do without it (RFC 7435). */
export function isTlsTrouble(error: ConnectionError): boolean {
  return error.phase === 'handshake' || error.phase === 'starttls';
}

/** The peer has answered our offer of versions, cipher suites and groups by ending the handshake. */
export function isHandshakeRefused({ phase, timedOut, code }: ConnectionError): boolean {
  return phase === 'handshake' && !timedOut && (code === null || !NOT_TLS.includes(code));
}

function handshakeWords(code: string | null, message: string): string {
  if (code === 'ECONNRESET' || code === null) return 'the next hop closed the connection';
  if (code === 'ERR_SSL_UNSUPPORTED_PROTOCOL' || code === 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
    return 'it speaks neither TLS 1.2 nor TLS 1.3';
  if (code === 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE') return 'it takes none of the cipher suites and groups that were offered';
  return `${message
    .replace(/^.*:SSL routines:[^:]*:/, '')
    .replace(/:.*$/s, '')
    .trim()} (${code})`;
}

/** The stage of the transaction that a reply answered. */
export type RefusedAt = 'MAIL' | 'RCPT' | 'DATA';

/**
 * The failure that a reply of class 4 or 5 to a command means. 552 at RCPT counts as "too many recipients", which is for now
 * (RFC 5321 4.5.3.1.10); 421 closes the session and refuses nothing.
 */
export function replyFailure(reply: string, at: RefusedAt): Failure {
  const permanent = reply.startsWith('5') && !(at === 'RCPT' && reply.startsWith('552'));
  const enhanced = enhancedCode(reply);
  const matches = enhanced?.startsWith(permanent ? '5' : '4') === true;
  const words = `The next hop refused ${WHAT[at]}: ${oneLine(reply)}`;
  return permanent
    ? forGood('peer-refused', matches && enhanced !== null ? enhanced : '5.0.0', words, reply)
    : forNow('peer-refused-for-now', matches && enhanced !== null ? enhanced : '4.0.0', words, reply);
}

const WHAT: { readonly [At in RefusedAt]: string } = { MAIL: 'the sender', RCPT: 'the recipient', DATA: 'the message' };

/** The enhanced status code of a reply (RFC 2034), null if it has none. */
function enhancedCode(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(reply)?.[1] ?? null;
}

/** A reply of several lines as one: the code of each further line is left out. */
export function oneLine(reply: string): string {
  const [first = '', ...rest] = reply.split(/\r?\n/);
  return [first.replace(/^(\d{3})-/, '$1 '), ...rest.map((line) => line.replace(/^\d{3}[ -](?:[245]\.\d{1,3}\.\d{1,3} )?/, ''))]
    .join(' ')
    .trim();
}
