import type { MessageSummary } from '@/lib/api/contracts/mail';
import type { MailRecipient, MailTransaction } from '@/lib/db/generated/prisma/client';
import { isOwnKind } from '@/lib/queue/own-kinds';
import { monitoredOtherwise, storedDecision, verdictRule } from './stored-decision';

export type StoredMessage = MailTransaction & {
  readonly recipients: readonly Pick<MailRecipient, 'address' | 'state' | 'decision'>[];
};

/** What the list of messages says of one transaction, accepted or refused. */
export function messageSummary(message: StoredMessage): MessageSummary {
  const decisions = [message.decision, ...message.recipients.map(({ decision }) => decision)].flatMap(
    (stored) => storedDecision(stored) ?? [],
  );
  const { id, clientIp, tlsVersion, sender, accepted, reply, size } = message;
  return {
    ...{ id, clientIp, tlsVersion, sender, accepted, reply, size },
    writtenHere: isOwnKind(message.listener),
    receivedAt: message.receivedAt.toISOString(),
    recipients: message.recipients.map(({ address, state }) => ({ address, state })),
    decidedBy: decisions.map(verdictRule).find((rule) => rule !== null) ?? null,
    wouldHave: [...new Set(decisions.flatMap(monitoredOtherwise))],
  };
}
