import { describe, expect, it } from 'vitest';
import { finalStatus, forGood, forNow } from '@/smtp-worker/delivery/failure';
import { type ConnectionError, connectFailure, oneLine, replyFailure } from '@/smtp-worker/delivery/outcome';

const PEER = 'mx.partner.example:465';
const error = (given: Partial<ConnectionError>): ConnectionError => ({
  message: 'it failed',
  code: null,
  reply: null,
  timedOut: false,
  phase: 'smtp',
  awaited: null,
  ...given,
});

describe('connectFailure', () => {
  it.each<[Partial<ConnectionError>, string, string, RegExp]>([
    [{ phase: 'tcp', code: 'ECONNREFUSED' }, 'connect-failed', '4.4.1', /No connection to mx\.partner\.example:465 \(ECONNREFUSED\)/],
    [{ phase: 'tcp', timedOut: true }, 'timeout', '4.4.1', /did not take the connection/],
    [{ phase: 'handshake', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'peer-speaks-plaintext', '4.7.5', /wrong version number/],
    [{ phase: 'handshake', code: 'ECONNRESET' }, 'tls-handshake-failed', '4.7.5', /closed the connection/],
    [{ phase: 'handshake', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, 'tls-handshake-failed', '4.7.5', /neither TLS 1\.2 nor TLS 1\.3/],
    [
      { phase: 'handshake', code: 'ERR_SSL_X', message: '00:error:0A0:SSL routines:ssl3_read:handshake failure:../deps/x.c:1:alert 40' },
      'tls-handshake-failed',
      '4.7.5',
      /failed: handshake failure \(ERR_SSL_X\)/,
    ],
    [{ phase: 'handshake', timedOut: true }, 'timeout', '4.7.5', /TLS handshake in time/],
    [{ phase: 'starttls', reply: '502 5.5.1 Unknown command' }, 'starttls-not-offered', '4.7.4', /does not offer STARTTLS: 502/],
    [{ timedOut: true, awaited: 'greeting' }, 'timeout', '4.4.2', /did not send its greeting in time/],
    [{ timedOut: true, awaited: 'RCPT' }, 'timeout', '4.4.2', /did not answer RCPT TO in time/],
    [{ timedOut: true, awaited: 'message' }, 'timeout', '4.4.2', /did not confirm the message in time/],
    [{ code: 'ECONNRESET', awaited: 'MAIL' }, 'connection-lost', '4.4.2', /broke off \(ECONNRESET\); it did not answer MAIL FROM/],
    [{ reply: '554 5.7.1 Go away' }, 'peer-refused-for-now', '4.3.2', /refused the session: 554/],
    [{ phase: 'body', message: 'gone' }, 'internal', '4.3.0', /could not be read: gone/],
  ])('%o is %s %s', (given, reason, status, words) => {
    const failure = connectFailure(error(given), PEER);
    expect(failure).toMatchObject({ reason, status, permanent: false });
    expect(failure.detail).toMatch(words);
  });

  it('is permanent for a host that says it accepts no mail at all (RFC 7504)', () => {
    expect(connectFailure(error({ reply: '521 5.3.2 No mail here' }), PEER)).toMatchObject({ permanent: true, status: '5.3.2' });
  });
});

describe('replyFailure', () => {
  it.each([
    ['550 5.1.1 No such user', 'RCPT', true, '5.1.1'],
    ['550 No such user', 'RCPT', true, '5.0.0'],
    ['450 4.2.1 Busy', 'RCPT', false, '4.2.1'],
    ['552 5.5.3 Too many recipients', 'RCPT', false, '4.0.0'],
    ['552 5.3.4 Too large', 'DATA', true, '5.3.4'],
    ['450 5.7.1 of two minds', 'MAIL', false, '4.0.0'],
    ['451-4.7.1 Greylisted\n451 4.7.1 come back', 'MAIL', false, '4.7.1'],
  ] as const)('%s at %s', (reply, at, permanent, status) => {
    expect(replyFailure(reply, at)).toMatchObject({ permanent, status, reply });
  });

  it('says it in one line', () => {
    expect(oneLine('550-5.7.1 First\n550-5.7.1 second\n550 5.7.1 last')).toBe('550 5.7.1 First second last');
  });
});

describe('finalStatus', () => {
  it.each([
    [forGood('peer-refused', '5.1.1', ''), '5.1.1'],
    [forNow('starttls-not-offered', '4.7.4', ''), '5.7.4'],
    [forNow('certificate-expired', '4.7.5', ''), '5.7.5'],
    [forNow('connect-failed', '4.4.1', ''), '5.4.7'],
    [forNow('peer-refused-for-now', '4.2.1', ''), '5.4.7'],
  ])('%o ends as %s', (failure, status) => {
    expect(finalStatus(failure)).toBe(status);
  });
});
