/** Crockford's base 32: no I, L, O, U, so that an id can be read out over the telephone. Its order is the order of the numbers. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
/** Octets of randomness that an id takes: 8 digits, so that ids of one millisecond neither collide nor can be guessed. */
export const QUEUE_ID_RANDOM = 5;

/**
 * A queue id of 18 digits: milliseconds since 1970 first, so that ids sort by time, then 40 random bits.
 *
 * @param random QUEUE_ID_RANDOM octets from a cryptographic source
 */
export function newQueueId(now: number, random: Uint8Array): string {
  const noise = random.subarray(0, QUEUE_ID_RANDOM).reduce((sum, octet) => sum * 256 + octet, 0);
  return digits(now, TIME_DIGITS) + digits(noise, (QUEUE_ID_RANDOM * 8) / 5);
}

/** The least queue id of this millisecond: ids of messages that began earlier are smaller, as texts sorted by code point. */
export function firstQueueId(time: number): string {
  return digits(time, TIME_DIGITS);
}

/** When the message with this queue id began, in milliseconds since 1970; null if it is none of ours. */
export function timeOfQueueId(id: string): number | null {
  const values = [...id.slice(0, TIME_DIGITS)].map((digit) => ALPHABET.indexOf(digit));
  return values.length < TIME_DIGITS || values.includes(-1) ? null : values.reduce((time, value) => time * 32 + value, 0);
}

/** Arithmetic, not bit operations: the numbers have more than 32 bits. */
function digits(number: number, count: number): string {
  let text = '';
  let rest = number;
  for (let i = 0; i < count; i += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
