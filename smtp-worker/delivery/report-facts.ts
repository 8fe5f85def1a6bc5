import { toDomain } from '@/lib/mail/domain';
import type { Facts } from '@/lib/policy/facts';
import type { OwnKind } from '@/lib/queue/own-kinds';

/**
 * A message of our own as the rules see it when it is delivered: it has travelled nowhere yet, so nothing of it was ever in clear.
 * @param size octets
 */
export function reportFacts(listener: OwnKind, hostname: string, size: number): Facts {
  const domain = toDomain(hostname);
  return {
    'connection.encrypted': true,
    'connection.tlsVersion': 'TLSv1.3',
    'connection.tlsCipher': null,
    'connection.clientCertificate': null,
    'connection.remoteIp': '127.0.0.1',
    'connection.remoteHostName': domain,
    'connection.reverseDns': 'pass',
    'connection.listener': listener,
    'connection.localIp': '127.0.0.1',
    'connection.localPort': 0,
    'session.ehloName': hostname.toLowerCase(),
    'session.esmtp': true,
    'session.authenticatedUser': null,
    'session.messages': 0,
    'session.bytes': 0,
    'envelope.sender': null,
    'envelope.senderDomain': null,
    'envelope.senderIsLocal': false,
    'envelope.senderIsUser': false,
    'recipient.count': 1,
    'message.declaredSize': null,
    'message.size': size,
    'message.fromDomains': domain === null ? [] : [domain],
    'message.receivedCount': 0,
    'checks.spf': 'none',
    'checks.dkim': 'none',
    'checks.dmarc': 'none',
  };
}
