import { z } from 'zod';
import { durationInWords } from '../words';
import { defineCondition } from './definition';

const VERBS = {
  en: { 'longer-than': 'longer', 'shorter-than': 'less long' },
  de: { 'longer-than': 'länger', 'shorter-than': 'kürzer' },
};

export const timeInQueue = defineCondition({
  id: 'queue.time-in-queue',
  category: 'queue',
  needs: ['queue.age'],
  parameters: z.object({
    operator: z.enum(['longer-than', 'shorter-than'], 'value.invalid'),
    /** Seconds. */
    duration: z.int('number.invalid').min(1, 'number.too-small').max(31_536_000, 'number.too-large'),
  }),
  initial: { operator: 'longer-than', duration: 3600 },
  fields: [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'longer-than', label: { en: 'Longer than', de: 'Länger als' } },
        { value: 'shorter-than', label: { en: 'Shorter than', de: 'Kürzer als' } },
      ],
    },
    { name: 'duration', widget: 'duration', label: { en: 'Time in queue', de: 'Zeit in der Warteschlange' } },
  ],
  text: {
    en: {
      label: 'Time in queue',
      help: 'How long ago the message was accepted, when a delivery attempt is about to start. Only relay settings can depend on it.',
      sentence: ({ operator, duration }) => `the message has been in the queue ${VERBS.en[operator]} than ${durationInWords(duration)}`,
    },
    de: {
      label: 'Zeit in der Warteschlange',
      help: 'Wie lange es her ist, dass die Nachricht angenommen wurde, wenn ein Zustellversuch gleich beginnt. Nur Einstellungen der Weiterleitung können davon abhängen.',
      sentence: ({ operator, duration }) => `die Nachricht ist ${VERBS.de[operator]} als ${durationInWords(duration)} in der Warteschlange`,
    },
  },
  compile:
    ({ operator, duration }) =>
    ({ 'queue.age': age }) =>
      operator === 'longer-than' ? age > duration : age < duration,
  examples: [
    { parameters: { operator: 'longer-than', duration: 3600 }, facts: { 'queue.age': 3601 }, matches: true },
    { parameters: { operator: 'longer-than', duration: 3600 }, facts: { 'queue.age': 3600 }, matches: false },
    { parameters: { operator: 'shorter-than', duration: 3600 }, facts: { 'queue.age': 3599 }, matches: true },
    { parameters: { operator: 'shorter-than', duration: 3600 }, facts: { 'queue.age': 0 }, matches: true },
    { parameters: { operator: 'shorter-than', duration: 3600 }, facts: { 'queue.age': 3600 }, matches: false },
  ],
});
