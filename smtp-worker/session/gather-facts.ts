import type { Mailbox } from '@/lib/mail/address';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import { senderFacts } from '@/lib/policy/sender-facts';
import type { ScanResult } from '../intake/message-scan';
import type { Client, SessionTls } from './session-context';

/**
 * What is known when a connection has been opened. On a listener with STARTTLS everything about TLS is still open: the client may yet say
 * STARTTLS, and show a certificate.
 */
export function connectFacts(client: Client, tls: SessionTls | null, now: Date): Facts {
  return {
    'time.now': now.toISOString(),
    'connection.remoteIp': client.ip,
    'connection.listener': client.listener,
    'connection.localIp': client.localIp,
    'connection.localPort': client.localPort,
    ...(client.implicitTls ? tlsFacts(tls) : {}),
  };
}

export interface MailSituation {
  readonly compiled: CompiledPolicy;
  readonly tls: SessionTls | null;
  readonly hello: { readonly name: string; readonly extended: boolean };
  readonly user: string | null;
  /** Accepted in this session before. */
  readonly before: { readonly messages: number; readonly bytes: number };
  readonly sender: Mailbox | null;
  /** Octets; null if the client has not said. */
  readonly declaredSize: number | null;
}

/** What is known at MAIL. The time stays the same for the whole transaction, so that no verdict changes while it is under way. */
export function mailFacts(client: Client, situation: MailSituation, now: Date): Facts {
  const { compiled, tls, hello, user, before, sender, declaredSize } = situation;
  return {
    ...connectFacts(client, tls, now),
    ...tlsFacts(tls),
    'session.ehloName': hello.name.toLowerCase(),
    'session.esmtp': hello.extended,
    'session.messages': before.messages,
    'session.bytes': before.bytes,
    ...senderFacts(compiled, sender, user),
    'message.declaredSize': declaredSize,
  };
}

/** What the end of the message adds. */
export function messageFacts({ size, headers, fromDomains, receivedHeaders }: ScanResult, recipients: number): Facts {
  return {
    'message.size': size,
    'message.headers': headers,
    'message.fromDomains': fromDomains,
    'message.receivedCount': receivedHeaders,
    'recipient.count': recipients,
  };
}

function tlsFacts(tls: SessionTls | null): Facts {
  return {
    'connection.encrypted': tls !== null,
    'connection.tlsVersion': tls?.version ?? null,
    'connection.tlsCipher': tls?.cipher ?? null,
    'connection.clientCertificate': tls?.clientCertificate ?? null,
  };
}
