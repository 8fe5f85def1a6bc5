import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SecretKey } from '@/lib/auth/secret-key';

/** Message-IDs by which a notification is known again when somebody forwards it back to us. */
export interface OwnMessageIds {
  /** With angle brackets. */
  make(queueId: string, hostname: string): string;
  /** Whether some worker of this installation has made it. @param messageId as the header says it; null: there is none */
  isOwn(messageId: string | null): boolean;
}

const OWN = /^<([0-9A-Z]+)\.([\w-]+)@[^<>@\s]+>$/;
const MAC_OCTETS = 16;

/** Only who knows the secret key, or has received a notification, can show such a Message-ID: nobody else can keep a mail from being told. */
export function ownMessageIds(secretKey: SecretKey): OwnMessageIds {
  const key = secretKey.derive('notifications');
  const macOf = (queueId: string): Buffer => createHmac('sha256', key).update(queueId).digest().subarray(0, MAC_OCTETS);
  return {
    make: (queueId, hostname) => `<${queueId}.${macOf(queueId).toString('base64url')}@${hostname}>`,
    isOwn: (messageId) => {
      const [, queueId = '', mac = ''] = OWN.exec(messageId?.trim() ?? '') ?? [];
      const shown = Buffer.from(mac, 'base64url');
      return shown.length === MAC_OCTETS && timingSafeEqual(shown, macOf(queueId));
    },
  };
}
