import type { Mailbox } from '@/lib/mail/address';
import type { CompiledPolicy } from './compile';
import type { Facts } from './facts';

/**
 * What is known of the envelope sender.
 * @param sender null for the null sender
 * @param user the name with which the client has authenticated, in lower case; null if it has not
 */
export function senderFacts({ localDomains }: CompiledPolicy, sender: Mailbox | null, user: string | null): Facts {
  const domain = sender?.domain ?? null;
  return {
    'session.authenticatedUser': user,
    'envelope.sender': sender?.address ?? null,
    'envelope.senderDomain': domain,
    'envelope.senderIsLocal': domain !== null && localDomains.has(domain),
    'envelope.senderIsUser': user !== null && isNamed(user, sender),
  };
}

/** Names of users are kept in lower case, however a mail program writes them. */
function isNamed(user: string, sender: Mailbox | null): boolean {
  return user === sender?.address.toLowerCase() || user === sender?.localPart.toLowerCase();
}
