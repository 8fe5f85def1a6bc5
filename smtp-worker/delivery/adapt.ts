import { Readable } from 'node:stream';
import type { ClaimedRecipient } from '@/lib/queue/claim-due';
import { type Offers, type SenderParameters, tooLarge } from './esmtp-parameters';
import { type Failure, forGood } from './failure';
import { type Survey, surveyMessage, toSevenBit } from './seven-bit';

type Body = Uint8Array | Readable;

/** A message as a next hop can take it. */
export interface Letter {
  readonly body: Body;
  readonly sender: SenderParameters;
  /** It is not what was received, but the same for its reader. */
  readonly converted: boolean;
  /** The recipients that this next hop cannot be given, by address. */
  readonly returned: ReadonlyMap<string, Failure>;
}

export interface ToAdapt {
  readonly from: string;
  readonly recipients: readonly ClaimedRecipient[];
  readonly sender: SenderParameters;
}

/**
 * Makes of a message what a next hop without 8BITMIME or SMTPUTF8 can take, or says why it cannot (RFC 6152 3, RFC 6531 3.6): then it is returned.
 *
 * @param read the message from its beginning, each time
 * @throws what `read` throws
 */
export async function adapt({ from, recipients, sender }: ToAdapt, offers: Offers, read: () => Promise<Body>): Promise<Letter | Failure> {
  const survey = await surveyMessage(await read()).catch(() => null);
  if (survey === null) return unconvertible('it has too many parts or too long headers');
  const lacksUtf8 = sender.smtpUtf8 && !offers.smtpUtf8;
  if (lacksUtf8 && (isInternationalised(from) || !survey.headersAreAscii)) return NO_SMTPUTF8;
  const returned = new Map(
    recipients.filter(({ address }) => lacksUtf8 && isInternationalised(address)).map(({ address }) => [address, NO_SMTPUTF8]),
  );
  if (recipients.every(({ address }) => returned.has(address))) return NO_SMTPUTF8;
  const common = { returned, sender: { ...sender, smtpUtf8: sender.smtpUtf8 && !lacksUtf8 } };
  const isEightBit = survey.eightBit.size > 0 || !survey.headersAreAscii;
  if (offers.eightBitMime || !isEightBit) {
    const bodyType = isEightBit ? ('8bitmime' as const) : ('7bit' as const);
    return { ...common, body: await read(), sender: { ...common.sender, bodyType }, converted: false };
  }
  return sevenBit(survey, common, offers, read);
}

async function sevenBit(
  survey: Survey,
  { returned, sender }: Pick<Letter, 'returned' | 'sender'>,
  offers: Offers,
  read: () => Promise<Body>,
): Promise<Letter | Failure> {
  const obstacle = survey.headersAreAscii ? survey.obstacle : 'its headers have 8-bit characters';
  if (obstacle !== null) return unconvertible(obstacle);
  let size = 0;
  for await (const chunk of toSevenBit(await read(), survey)) size += chunk.length;
  const failure = tooLarge(size, offers);
  if (failure !== null) return failure;
  const body = Readable.from(toSevenBit(await read(), survey), { objectMode: false });
  return { body, returned, sender: { ...sender, bodyType: '7bit', size }, converted: true };
}

const NO_SMTPUTF8 = forGood(
  'smtputf8-not-offered',
  '5.6.7',
  'The next hop does not take internationalised addresses or headers (SMTPUTF8).',
);

function unconvertible(why: string): Failure {
  return forGood(
    'eight-bit-not-offered',
    '5.6.3',
    `The next hop does not take 8-bit content (8BITMIME), and the message cannot be converted: ${why}.`,
  );
}

export function isInternationalised(address: string): boolean {
  return /[^\x20-\x7e]/.test(address);
}
