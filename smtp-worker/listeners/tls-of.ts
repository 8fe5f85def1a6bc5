import type tls from 'node:tls';
import type { ClientCertificate } from '@/lib/policy/facts';
import { clientNamesOf, fingerprintOf } from '../certificate-names';
import type { SessionTls } from '../session/session-context';

/** What a finished handshake on a listener has come to. */
export function tlsOf(socket: tls.TLSSocket): SessionTls {
  return {
    // Listeners speak nothing older (RFC 8996).
    version: socket.getProtocol() === 'TLSv1.2' ? 'TLSv1.2' : 'TLSv1.3',
    cipher: socket.getCipher().standardName,
    clientCertificate: certificateOf(socket),
  };
}

function certificateOf(socket: tls.TLSSocket): ClientCertificate | null {
  // Without a certificate Node gives an empty object.
  const certificate = socket.getPeerCertificate();
  const sha256 = fingerprintOf(certificate);
  return sha256 === '' ? null : { verified: socket.authorized, names: clientNamesOf(certificate), sha256 };
}
