import { isAscii } from 'node:buffer';
import type { Readable } from 'node:stream';
import { mostAdded } from '@/lib/mail/header-edits';
import { adapt, isInternationalised, type Letter } from './adapt';
import type { Delivery } from './deliver';
import { editedBody } from './edited-body';
import { canTake, type Offers, tooLarge } from './esmtp-parameters';
import { type Failure, forNow } from './failure';

/**
 * What a next hop with these offers is given of a message: the stored one with the changes of its headers, and converted where the next hop
 * cannot take it as it is; or why it is given nothing. Nothing is ever sent wrong.
 *
 * @param stored the stored message from its beginning, each time; null if it is gone
 */
export async function letterFor(
  { transaction, recipients, headerEdits }: Pick<Delivery, 'transaction' | 'recipients' | 'headerEdits'>,
  offers: Offers,
  stored: () => Promise<Uint8Array | Readable | null>,
): Promise<Letter | Failure> {
  const read = async (): Promise<Uint8Array | Readable> => {
    const body = await stored();
    if (body === null) throw new Error('the message is gone');
    return editedBody(body, headerEdits);
  };
  try {
    const body = await read();
    const facts = factsOf(body, transaction.size + mostAdded(headerEdits));
    const smtpUtf8 = transaction.smtpUtf8 || [transaction.sender, ...recipients.map(({ address }) => address)].some(isInternationalised);
    const sender = { ...transaction, ...facts, bodyType: facts.bodyType ?? transaction.bodyType, smtpUtf8 };
    // Of a message that is read from the database as it is sent nobody knows for sure that it is 7-bit.
    const isFit = canTake(sender, offers) && (offers.eightBitMime || facts.bodyType !== null);
    const letter = isFit
      ? { body, sender, converted: false, returned: new Map<string, Failure>() }
      : await adapt({ from: transaction.sender, recipients, sender }, offers, () => read());
    if (!isFit || 'reason' in letter) discard(body);
    if ('reason' in letter) return letter;
    const failure = tooLarge(letter.sender.size, offers);
    if (failure !== null) discard(letter.body);
    return failure ?? letter;
  } catch {
    return forNow('internal', '4.3.0', 'The stored message could not be read.');
  }
}

/** What the message is, rather than what its client said, as far as that can be told without reading it twice. */
function factsOf(
  body: Uint8Array | Readable,
  mostOctets: number,
): { readonly size: number; readonly bodyType: '7bit' | '8bitmime' | null } {
  if (body instanceof Uint8Array) return { size: body.length, bodyType: isAscii(body) ? '7bit' : '8bitmime' };
  return { size: mostOctets, bodyType: null };
}

function discard(body: Uint8Array | Readable): void {
  if (!(body instanceof Uint8Array)) body.destroy();
}
