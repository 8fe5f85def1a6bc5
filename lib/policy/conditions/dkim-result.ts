import { DKIM_RESULTS } from '../facts';
import { defineCondition } from './definition';
import { resultTest } from './result-test';

const test = resultTest(DKIM_RESULTS);

export const dkimResult = defineCondition({
  id: 'checks.dkim',
  category: 'checks',
  needs: ['checks.dkim'],
  parameters: test.schema,
  initial: { results: ['fail'] },
  fields: test.fields({ en: 'DKIM result', de: 'DKIM-Ergebnis' }),
  text: {
    en: {
      label: 'DKIM result',
      help: 'The best result of all DKIM signatures of the message, whichever domain has signed. pass: one is valid. fail: none is, the message was changed. policy: one is valid, but its key is weak or it leaves a part of the message unsigned. neutral: none could be judged. none: there is no signature. permerror: a signature breaks the rules. Known after the message.',
      sentence: ({ results }) => `DKIM says ${test.inWords(results, 'en')}`,
    },
    de: {
      label: 'DKIM-Ergebnis',
      help: 'Das beste Ergebnis aller DKIM-Signaturen der Nachricht, gleich welche Domain signiert hat. pass: Eine ist gültig. fail: Keine ist gültig, die Nachricht wurde verändert. policy: Eine gilt, doch ihr Schlüssel ist schwach oder sie lässt einen Teil der Nachricht aus. neutral: Keine war zu beurteilen. none: Es gibt keine Signatur. permerror: Eine Signatur verstößt gegen die Regeln. Bekannt nach der Nachricht.',
      sentence: ({ results }) => `DKIM ergibt ${test.inWords(results, 'de')}`,
    },
  },
  compile:
    ({ results }) =>
    (facts) =>
      results.includes(facts['checks.dkim']),
  examples: [
    { parameters: { results: ['fail', 'none'] }, facts: { 'checks.dkim': 'none' }, matches: true },
    { parameters: { results: ['fail', 'none'] }, facts: { 'checks.dkim': 'pass' }, matches: false },
    { parameters: { results: ['pass'] }, facts: { 'checks.dkim': 'policy' }, matches: false },
    { parameters: { results: ['policy', 'neutral', 'permerror'] }, facts: { 'checks.dkim': 'policy' }, matches: true },
  ],
});
