import { z } from 'zod';
import { PLACEHOLDERS, unknownPlaceholders } from '../placeholders';
import { DEFAULT_WORDS, type Verdict } from '../settings';
import { defineAction } from './definition';

/** A refusal may be worded by the rule; codes that are given must be of its class (RFC 3463 2: that of the basic code). */
function refusal<const Outcome extends 'reject' | 'tempfail'>(outcome: Outcome, codes: RegExp, enhancedClass: 4 | 5) {
  return z.object({
    outcome: z.literal(outcome),
    code: z
      .int(`reply-code.${outcome}`)
      .refine((code) => codes.test(String(code)), `reply-code.${outcome}`)
      .nullish()
      .transform((code) => code ?? null),
    enhanced: z
      .string()
      .trim()
      .regex(new RegExp(`^${enhancedClass}\\.\\d{1,3}\\.\\d{1,3}$`), `enhanced-code.${outcome}`)
      .nullish()
      .transform((enhanced) => enhanced ?? null),
    text: z
      .string()
      .trim()
      .max(200, 'text.too-long')
      .regex(/^[\x20-\x7e]*$/, 'text.ascii')
      .refine((text) => unknownPlaceholders(text).length === 0, 'placeholder.unknown')
      .nullish()
      .transform((text) => text || null),
  });
}

const parameters = z.discriminatedUnion(
  'outcome',
  [
    z.object({ outcome: z.enum(['accept', 'discard', 'hold']) }),
    refusal('reject', /^5[0-5]\d$/, 5),
    // 421 would mean that the server closes the connection (RFC 5321 4.2.3).
    refusal('tempfail', /^4(?!21)[0-5]\d$/, 4),
  ],
  'value.invalid',
);
type Parameters = z.infer<typeof parameters>;

const WORDS = {
  en: { accept: 'accept', reject: 'reject', tempfail: 'reject temporarily', discard: 'accept and discard', hold: 'accept and hold' },
  de: {
    accept: 'annehmen',
    reject: 'ablehnen',
    tempfail: 'vorübergehend ablehnen',
    discard: 'annehmen und verwerfen',
    hold: 'annehmen und anhalten',
  },
};

const NAMED = PLACEHOLDERS.map((name) => `%${name}%`).join(', ');

const ONLY_REFUSALS = { name: 'outcome', isOneOf: ['reject', 'tempfail'] };

export const smtpAction = defineAction({
  id: 'smtp.action',
  category: 'smtp',
  sets: 'verdict',
  parameters,
  initial: { outcome: 'reject' },
  fields: [
    {
      name: 'outcome',
      widget: 'choice',
      label: { en: 'Action', de: 'Aktion' },
      options: [
        { value: 'accept', label: { en: 'Accept', de: 'Annehmen' } },
        { value: 'reject', label: { en: 'Reject', de: 'Ablehnen' } },
        { value: 'tempfail', label: { en: 'Reject temporarily', de: 'Vorübergehend ablehnen' } },
        { value: 'discard', label: { en: 'Discard', de: 'Verwerfen' } },
        { value: 'hold', label: { en: 'Hold', de: 'Anhalten' } },
      ],
    },
    {
      name: 'code',
      widget: 'reply-code',
      label: { en: 'Reply code', de: 'Antwortcode' },
      shownWhen: ONLY_REFUSALS,
      optional: true,
    },
    {
      name: 'enhanced',
      widget: 'enhanced-code',
      label: { en: 'Enhanced status code', de: 'Erweiterter Statuscode' },
      shownWhen: ONLY_REFUSALS,
      optional: true,
    },
    { name: 'text', widget: 'text', label: { en: 'Reply text', de: 'Antworttext' }, shownWhen: ONLY_REFUSALS, optional: true },
  ],
  text: {
    en: {
      label: 'Action',
      help: `What the client is answered. Discard answers that the mail was accepted and drops it; Hold keeps it in the queue until it is released. Accept is no permission to relay. A reply text may hold ${NAMED}.`,
      sentence: ({ outcome }) => WORDS.en[outcome],
    },
    de: {
      label: 'Aktion',
      help: `Was dem Client geantwortet wird. Verwerfen meldet die Mail als angenommen und löscht sie; Anhalten behält sie in der Warteschlange, bis sie freigegeben wird. Annehmen ist keine Erlaubnis zum Weiterleiten. Ein Antworttext darf ${NAMED} enthalten.`,
      sentence: ({ outcome }) => WORDS.de[outcome],
    },
  },
  value: toVerdict,
  examples: [
    { parameters: { outcome: 'accept' }, value: { outcome: 'accept' } },
    { parameters: { outcome: 'reject', ...DEFAULT_WORDS }, value: { outcome: 'reject', reply: DEFAULT_WORDS } },
    {
      parameters: { outcome: 'reject', code: 530, enhanced: '5.7.0', text: 'Please use TLS' },
      value: { outcome: 'reject', reply: { code: 530, enhanced: '5.7.0', text: 'Please use TLS' } },
    },
    { parameters: { outcome: 'tempfail', ...DEFAULT_WORDS }, value: { outcome: 'tempfail', reply: DEFAULT_WORDS } },
    { parameters: { outcome: 'discard' }, value: { outcome: 'discard' } },
    { parameters: { outcome: 'hold' }, value: { outcome: 'hold' } },
  ],
});

function toVerdict(chosen: Parameters): Verdict {
  if (!('code' in chosen)) return { outcome: chosen.outcome };
  const { outcome, ...reply } = chosen;
  return { outcome, reply };
}
