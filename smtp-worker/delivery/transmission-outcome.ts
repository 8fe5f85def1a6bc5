import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import type { Letter } from './adapt';
import { forNow, type Outcome } from './failure';
import { connectFailure, replyFailure } from './outcome';
import type { TransmissionResult } from './peer-connection';

export interface HandedTo {
  /** `mx.partner.example:465`. */
  readonly nextHop: string;
  /** It reports itself what becomes of the message. */
  readonly dsn: boolean;
}

/** What a transmission came to, by address of the recipients. */
export function outcomesOf(
  recipients: readonly ClaimedRecipient[],
  { returned, converted }: Letter,
  result: TransmissionResult,
  to: HandedTo,
): Map<string, Outcome> {
  const rest = outcomeOfRest(result, converted, to);
  return new Map(
    recipients.map(({ address }): [string, Outcome] => {
      const reply = result.refused.get(address);
      const failure = returned.get(address) ?? (reply === undefined ? null : replyFailure(reply, 'RCPT'));
      return [address, failure === null ? rest : { kind: 'failed', failure }];
    }),
  );
}

function outcomeOfRest(result: TransmissionResult, converted: boolean, { nextHop, dsn }: HandedTo): Outcome {
  switch (result.kind) {
    case 'sent':
      return { kind: 'delivered', reply: result.reply, reportsItself: dsn, converted };
    case 'refused':
      return { kind: 'failed', failure: replyFailure(result.reply, result.at) };
    case 'lost':
      return { kind: 'failed', failure: connectFailure(result.error, nextHop) };
    case 'no-recipient':
      return { kind: 'failed', failure: forNow('internal', '4.3.0', 'The next hop gave no answer for this recipient.') };
  }
}

/** Nothing was answered, or 421 before the message was asked for: the next hop had given the connection up (RFC 5321 4.2.1). */
export function isUntaken(result: TransmissionResult): boolean {
  return result.kind === 'lost' && (result.unanswered || result.error.reply?.startsWith('421') === true);
}

/** A body that we could not read says nothing of the next hop: null. */
export function wasReached(result: TransmissionResult): boolean | null {
  if (result.kind !== 'lost') return true;
  return result.error.phase === 'body' ? null : false;
}
