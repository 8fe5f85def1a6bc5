import { z } from 'zod';
import { isKnown, partOf } from '../facts';
import { defineCondition } from './definition';
import { compileTextTest, TEXT_OPERATOR_OPTIONS, type TextTest, textTestSchemas, textTestSentence } from './text-test';

/** The name of a header field (RFC 5322 2.2), as it is typed; names compare without regard to upper and lower case. */
const headerName = z
  .string('header-name.invalid')
  .trim()
  .transform((typed) => typed.replace(/\s*:$/, ''))
  .pipe(z.string().regex(/^[!-9;-~]{1,76}$/, 'header-name.invalid'));

const name = { name: headerName };
const [withTexts, withPatterns] = textTestSchemas;

export const header = defineCondition({
  id: 'message.header',
  category: 'message',
  needs: ['message.headers'],
  parameters: z.discriminatedUnion(
    'operator',
    [z.object({ ...name, operator: z.literal('exists') }), withTexts.extend(name), withPatterns.extend(name)],
    'value.invalid',
  ),
  initial: { name: 'Subject', operator: 'contains', texts: [] },
  fields: [
    { name: 'name', widget: 'text', label: { en: 'Header name', de: 'Name der Kopfzeile' } },
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [{ value: 'exists', label: { en: 'Exists', de: 'Ist vorhanden' } }, ...TEXT_OPERATOR_OPTIONS],
    },
    {
      name: 'texts',
      widget: 'texts',
      label: { en: 'Text', de: 'Text' },
      shownWhen: { name: 'operator', isOneOf: TEXT_OPERATOR_OPTIONS.map(({ value }) => value) },
    },
  ],
  text: {
    en: {
      label: 'Header',
      help: 'A header of the message by its name, such as Subject or X-Spam-Flag, as mail programs show it: unfolded and decoded. Of several with that name one is enough; "Is not" and "Does not contain" are true if it fits none, also if there is none. By the time headers are known the message has travelled: to refuse mail for lack of TLS, use the sender domain.',
      sentence: (parameters) =>
        parameters.operator === 'exists'
          ? `the message has a header ${parameters.name}`
          : textTestSentence({ en: `the header ${parameters.name}`, de: '' }).en(parameters),
    },
    de: {
      label: 'Kopfzeile',
      help: 'Eine Kopfzeile der Nachricht mit ihrem Namen, etwa Subject oder X-Spam-Flag, wie Mailprogramme sie zeigen: zusammengefügt und dekodiert. Von mehreren mit diesem Namen genügt eine; „Ist nicht“ und „Enthält nicht“ treffen zu, wenn es auf keine passt, auch wenn es keine gibt. Wenn die Kopfzeilen bekannt sind, ist die Nachricht schon übertragen: Um Mail ohne TLS abzulehnen, nehmen Sie die Absenderdomain.',
      sentence: (parameters) =>
        parameters.operator === 'exists'
          ? `die Nachricht hat eine Kopfzeile ${parameters.name}`
          : textTestSentence({ en: '', de: `die Kopfzeile ${parameters.name}` }).de(parameters),
    },
  },
  compile: (parameters) => {
    const fits = parameters.operator === 'exists' ? (values: readonly string[]) => values.length > 0 : fitsValues(parameters);
    const key = parameters.name.toLowerCase();
    return (facts) => {
      const values = partOf(facts['message.headers'], key);
      return isKnown(values) && fits(values);
    };
  },
  factKey: (parameters) => ({ fact: 'message.headers', key: parameters.name.toLowerCase() }),
  examples: [
    { parameters: { name: 'Subject', operator: 'exists' }, facts: { 'message.headers': { subject: [''] } }, matches: true },
    { parameters: { name: 'Subject', operator: 'exists' }, facts: { 'message.headers': { subject: [] } }, matches: false },
    { parameters: { name: 'X-Spam', operator: 'is', texts: ['yes'] }, facts: { 'message.headers': { 'x-spam': ['YES'] } }, matches: true },
    { parameters: { name: 'X-Spam', operator: 'is', texts: ['yes'] }, facts: { 'message.headers': { 'x-spam': [] } }, matches: false },
    {
      parameters: { name: 'X-Spam', operator: 'is', texts: ['yes'] },
      facts: { 'message.headers': { 'x-spam': ['no', 'yes'] } },
      matches: true,
    },
    {
      parameters: { name: 'X-Spam', operator: 'is-not', texts: ['yes'] },
      facts: { 'message.headers': { 'x-spam': ['no', 'yes'] } },
      matches: false,
    },
    { parameters: { name: 'X-Spam', operator: 'is-not', texts: ['yes'] }, facts: { 'message.headers': { 'x-spam': [] } }, matches: true },
    {
      parameters: { name: 'Subject', operator: 'contains', texts: ['invoice', 'rechnung'] },
      facts: { 'message.headers': { subject: ['Ihre Rechnung'], 'x-other': { lookupFailed: 'never' } } },
      matches: true,
    },
    {
      parameters: { name: 'Subject', operator: 'does-not-contain', texts: ['rechnung'] },
      facts: { 'message.headers': { subject: ['Ihre Rechnung'] } },
      matches: false,
    },
    {
      parameters: { name: 'Subject', operator: 'starts-with', texts: ['[list]'] },
      facts: { 'message.headers': { subject: ['[LIST] hello'] } },
      matches: true,
    },
    {
      parameters: { name: 'Subject', operator: 'ends-with', texts: ['!!!'] },
      facts: { 'message.headers': { subject: ['buy!!'] } },
      matches: false,
    },
    {
      parameters: { name: 'Subject', operator: 'matches', texts: ['case ?? *'] },
      facts: { 'message.headers': { subject: ['Case 17 closed'] } },
      matches: true,
    },
    {
      parameters: { name: 'Subject', operator: 'matches-regex', texts: ['^case \\d+$'] },
      facts: { 'message.headers': { subject: ['Case 17'] } },
      matches: true,
    },
  ],
});

/** One of the values, or for a negative operator none. */
function fitsValues(test: TextTest): (values: readonly string[]) => boolean {
  const fits = compileTextTest(test);
  const isNegative = fits(null);
  return (values) => (isNegative ? values.every(fits) : values.some(fits));
}
