import type { CompiledPolicy } from '@/lib/policy/compile';
import { type Facts, isKnown, type Keyed, partOf } from '@/lib/policy/facts';
import type { ClaimedRecipient, ClaimedTransaction } from '@/lib/queue/claim-due';
import { scanMessage } from '../intake/message-scan';

/**
 * The recipients with the headers that the rules read now: a rule that has come since a message was accepted may ask for others than were
 * recorded then. Where the message cannot be read the header stays unknown, and so may the routing.
 * @param beginning the stored message, at least its header section; null where it cannot be read
 */
export async function withHeaders(
  { headers: asked, reads }: CompiledPolicy,
  recipients: readonly ClaimedRecipient[],
  beginning: (transactionId: string) => Promise<Uint8Array | null>,
): Promise<readonly ClaimedRecipient[]> {
  const isMissing = ({ facts }: ClaimedTransaction) => [...asked].some((name) => partOf(recordedHeaders(facts), name) === undefined);
  const incomplete = reads.relay.length === 0 ? [] : recipients.map(({ transaction }) => transaction).filter(isMissing);
  if (incomplete.length === 0) return recipients;
  const completed = new Map<string, ClaimedTransaction>();
  for (const transaction of new Set(incomplete)) {
    const bytes = await beginning(transaction.id);
    if (bytes !== null) completed.set(transaction.id, { ...transaction, facts: withHeadersOf(bytes, asked, transaction.facts) });
  }
  return recipients.map((recipient) => ({ ...recipient, transaction: completed.get(recipient.transaction.id) ?? recipient.transaction }));
}

function withHeadersOf(message: Uint8Array, asked: ReadonlySet<string>, facts: Facts): Facts {
  const scan = scanMessage(asked);
  scan.feed(message);
  const { headers, receivedHeaders } = scan.result();
  // Our own Received header stands in front of those that came with the message.
  const received = facts['message.receivedCount'];
  const own = isKnown(received) ? receivedHeaders - received : 0;
  const came = headers.received === undefined ? headers : { ...headers, received: headers.received.slice(own) };
  return { ...facts, 'message.headers': { ...came, ...recordedHeaders(facts) } };
}

function recordedHeaders(facts: Facts): Keyed<readonly string[]> {
  const recorded = facts['message.headers'];
  return isKnown(recorded) ? recorded : {};
}
