import type { LookupSubject } from '@/lib/lookups/mail-lookups';
import type { Facts } from '@/lib/policy/facts';
import { firstSeenDelay, type Lookup } from '@/lib/policy/lookup-facts';
import type { SessionContext } from './session-context';
import type { SessionLookups } from './session-lookups';
import type { Transaction } from './transaction';

export interface WantedOfRecipient {
  /** As it is recorded (Transaction.addressOf). */
  readonly recipient: string;
  /** What the rules still need to know of it. */
  readonly needed: () => readonly Lookup[];
  readonly subject: LookupSubject;
}

/**
 * Looks up what the rules need to know of one recipient. The DNS is asked first: to ask when the client first tried notes the attempt, which
 * must count only where a rule that greylists waits for nothing else.
 * @throws what pg throws
 */
export async function lookUpForRecipient(
  firstSeen: SessionContext['firstSeen'],
  lookups: SessionLookups,
  transaction: Transaction,
  { recipient, needed, subject }: WantedOfRecipient,
): Promise<void> {
  const { startedAt, client, sender } = transaction.start;
  for (;;) {
    let left: readonly Lookup[] = [];
    const next = (found: Facts) => {
      transaction.learn(found);
      left = needed();
      return left;
    };
    await lookups.answer(next, subject);
    const delay = firstSeenDelay(left);
    if (delay === null || lookups.cancelled) return;
    const at = await firstSeen({ clientIp: client.ip, sender: sender?.address ?? null, recipient }, delay, startedAt);
    transaction.learnOf(recipient, { 'recipient.firstSeen': at.toISOString() });
  }
}
