import type { Mailbox } from '@/lib/mail/address';
import type { Facts } from '@/lib/policy/facts';
import type { Client } from './session-context';

/** What is known when a connection has been opened. On a listener with STARTTLS it is still open whether it will be encrypted. */
export function connectFacts({ ip, implicitTls }: Client, now: Date): Facts {
  return { 'time.now': now.toISOString(), 'connection.remoteIp': ip, ...(implicitTls ? { 'connection.encrypted': true } : {}) };
}

export interface MailSituation {
  readonly encrypted: boolean;
  readonly user: string | null;
  readonly sender: Mailbox | null;
}

/** What is known at MAIL. The time stays the same for the whole transaction, so that no verdict changes while it is under way. */
export function mailFacts(client: Client, { encrypted, user, sender }: MailSituation, now: Date): Facts {
  return {
    ...connectFacts(client, now),
    'connection.encrypted': encrypted,
    'session.authenticatedUser': user,
    'envelope.sender': sender?.address ?? null,
    'envelope.senderDomain': sender?.domain ?? null,
  };
}
