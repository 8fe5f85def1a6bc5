import { DMARC_RESULTS } from '../facts';
import { defineCondition } from './definition';
import { resultTest } from './result-test';

const test = resultTest(DMARC_RESULTS);

export const dmarcResult = defineCondition({
  id: 'checks.dmarc',
  category: 'checks',
  needs: ['checks.dmarc'],
  parameters: test.schema,
  initial: { results: ['fail'] },
  fields: test.fields({ en: 'DMARC result', de: 'DMARC-Ergebnis' }),
  text: {
    en: {
      label: 'DMARC result',
      help: 'Whether SPF or a DKIM signature vouches for the domain in the From header (DMARC). pass: one does. fail: neither does. none: the domain has no DMARC record. permerror: the From header does not name exactly one domain. What the domain asks for (p=) is not carried out: that is up to the rule. Known after the message.',
      sentence: ({ results }) => `DMARC says ${test.inWords(results, 'en')}`,
    },
    de: {
      label: 'DMARC-Ergebnis',
      help: 'Ob SPF oder eine DKIM-Signatur für die Domain in der Kopfzeile From bürgt (DMARC). pass: Ja. fail: Nein. none: Die Domain hat keinen DMARC-Eintrag. permerror: From nennt nicht genau eine Domain. Was die Domain verlangt (p=), wird nicht von selbst ausgeführt: Das bestimmt die Regel. Bekannt nach der Nachricht.',
      sentence: ({ results }) => `DMARC ergibt ${test.inWords(results, 'de')}`,
    },
  },
  compile:
    ({ results }) =>
    (facts) =>
      results.includes(facts['checks.dmarc']),
  examples: [
    { parameters: { results: ['fail'] }, facts: { 'checks.dmarc': 'fail' }, matches: true },
    { parameters: { results: ['fail', 'permerror'] }, facts: { 'checks.dmarc': 'none' }, matches: false },
    { parameters: { results: ['pass', 'none'] }, facts: { 'checks.dmarc': 'pass' }, matches: true },
  ],
});
