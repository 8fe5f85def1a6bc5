import { defineCondition } from './definition';
import { compileTextTest, textTestFields, textTestSchema, textTestSentence } from './text-test';

const sentence = textTestSentence({ en: 'the listener', de: 'der Listener' });

export const listener = defineCondition({
  id: 'connection.listener',
  category: 'connection',
  needs: ['connection.listener'],
  parameters: textTestSchema,
  initial: { operator: 'is', texts: [] },
  fields: textTestFields({ en: 'Listener', de: 'Listener' }),
  text: {
    en: {
      label: 'Listener',
      help: 'The name of the listener on which the client has connected: smtp, smtps or submission.',
      sentence: sentence.en,
    },
    de: {
      label: 'Listener',
      help: 'Der Name des Listeners, mit dem sich der Client verbunden hat: smtp, smtps oder submission.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileTextTest(parameters);
    return (facts) => test(facts['connection.listener']);
  },
  examples: [
    { parameters: { operator: 'is', texts: ['submission'] }, facts: { 'connection.listener': 'SUBMISSION' }, matches: true },
    { parameters: { operator: 'is', texts: ['other'] }, facts: { 'connection.listener': 'submission' }, matches: false },
    { parameters: { operator: 'is-not', texts: ['submission'] }, facts: { 'connection.listener': 'submission' }, matches: false },
    { parameters: { operator: 'contains', texts: ['miss'] }, facts: { 'connection.listener': 'submission' }, matches: true },
    { parameters: { operator: 'does-not-contain', texts: ['miss'] }, facts: { 'connection.listener': 'submission' }, matches: false },
    { parameters: { operator: 'starts-with', texts: ['su'] }, facts: { 'connection.listener': 'submission' }, matches: true },
    { parameters: { operator: 'ends-with', texts: ['on'] }, facts: { 'connection.listener': 'submission' }, matches: true },
    { parameters: { operator: 'matches', texts: ['su*'] }, facts: { 'connection.listener': 'submission' }, matches: true },
    { parameters: { operator: 'matches-regex', texts: ['^su.+$'] }, facts: { 'connection.listener': 'submission' }, matches: true },
  ],
});
