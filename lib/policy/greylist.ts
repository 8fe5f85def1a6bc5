import { z } from 'zod';
import { defineCondition } from './conditions/definition';
import { type Facts, isKnown } from './facts';
import { secondsAfter, secondsBetween } from './instants';
import { durationInWords } from './words';

/** Seconds. */
const SHORTEST_DELAY = 10;
/** Seconds. A client must come back within two days of its first attempt (smtp-worker/greylist), so this leaves it a day. */
export const LONGEST_DELAY = 86_400;

export const delaySchema = z.int('number.invalid').min(SHORTEST_DELAY, 'delay.too-short').max(LONGEST_DELAY, 'delay.too-long');

/**
 * What a rule that greylists is true by, beside its own conditions: the delay has not passed yet. Once it has, the rule is false, and the
 * list is read on (docs/decisions/016). It reads the triplet although its test does not: recipients with different triplets have different
 * answers ahead of them, and the trace shows it.
 */
export const waiting = defineCondition({
  id: 'greylist.waiting',
  category: 'checks',
  needs: ['time.now', 'connection.remoteIp', 'envelope.sender', 'recipient.address', 'recipient.firstSeen'],
  parameters: z.object({ delay: delaySchema }),
  initial: { delay: 300 },
  fields: [{ name: 'delay', widget: 'duration', label: { en: 'Delay', de: 'Wartezeit' } }],
  text: {
    en: {
      label: 'First attempt',
      help: 'Whether the network of the client has first tried to reach this recipient from this sender less than the delay ago.',
      sentence: ({ delay }) => `the first attempt was less than ${durationInWords(delay)} ago`,
    },
    de: {
      label: 'Erster Versuch',
      help: 'Ob das Netz des Clients es vor weniger als der Wartezeit erstmals von diesem Absender an diesen Empfänger versucht hat.',
      sentence: ({ delay }) => `der erste Versuch liegt weniger als ${durationInWords(delay)} zurück`,
    },
  },
  compile:
    ({ delay }) =>
    (facts) =>
      secondsBetween(facts['recipient.firstSeen'], facts['time.now']) < delay,
  delay: ({ delay }) => delay,
  examples: [
    { parameters: { delay: 300 }, facts: triedAt('2026-11-24T06:30:00.000Z'), matches: true },
    { parameters: { delay: 300 }, facts: triedAt('2026-11-24T06:25:00.001Z'), matches: true },
    { parameters: { delay: 300 }, facts: triedAt('2026-11-24T06:25:00.000Z'), matches: false },
    { parameters: { delay: 10 }, facts: triedAt('2026-11-24T06:29:00.000Z'), matches: false },
    { parameters: { delay: 86_400 }, facts: triedAt('2026-11-23T06:31:00.000Z'), matches: true },
  ],
});

function triedAt(firstSeen: string) {
  return {
    'time.now': '2026-11-24T06:30:00.000Z',
    'connection.remoteIp': '192.0.2.1',
    'envelope.sender': 'sender@a.tld',
    'recipient.address': 'recipient@b.tld',
    'recipient.firstSeen': firstSeen,
  };
}

/** Until when a mail is greylisted; null where it is not known since when. */
export function passesAt(delay: number, facts: Facts): string | null {
  const firstSeen = facts['recipient.firstSeen'];
  return isKnown(firstSeen) ? secondsAfter(firstSeen, delay) : null;
}

/** How long a client still has to wait, as it is told: "5 minutes". */
export function waitInWords(delay: number, facts: Facts): string {
  const [until, now] = [passesAt(delay, facts), facts['time.now']];
  const seconds = until !== null && isKnown(now) ? secondsBetween(now, until) : delay;
  if (seconds <= 60) return counted(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds <= 7200) return counted(Math.ceil(seconds / 60), 'minute');
  return counted(Math.ceil(seconds / 3600), 'hour');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
