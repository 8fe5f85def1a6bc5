import type { Facts } from '@/lib/policy/facts';
import { firstSeenDelay, type Lookup } from '@/lib/policy/lookup-facts';
import type { Envelope } from './envelope';

/** What is known of a mail before anybody has asked when its client first tried to reach a recipient. */
export function withoutFirstSeen({ 'recipient.firstSeen': _, ...facts }: Facts): Facts {
  return facts;
}

/**
 * Tells the envelope when the client first tried to reach a recipient, if that is what is needed: no sooner than a session would ask, as what is
 * known decides which recipients go together.
 * @param facts all that will be known of the mail
 * @returns whether it was told
 */
export function tellFirstSeen(envelope: Envelope, address: string | null, needed: readonly Lookup[], facts: Facts): boolean {
  const { 'recipient.firstSeen': firstSeen } = facts;
  if (address === null || firstSeen === undefined || firstSeenDelay(needed) === null) return false;
  envelope.learnOf(address, { 'recipient.firstSeen': firstSeen });
  return true;
}
