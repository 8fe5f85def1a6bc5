import { SPF_RESULTS } from '../facts';
import { defineCondition } from './definition';
import { resultTest } from './result-test';

const test = resultTest(SPF_RESULTS);

export const spfResult = defineCondition({
  id: 'checks.spf',
  category: 'checks',
  needs: ['checks.spf'],
  parameters: test.schema,
  initial: { results: ['fail'] },
  fields: test.fields({ en: 'SPF result', de: 'SPF-Ergebnis' }),
  text: {
    en: {
      label: 'SPF result',
      help: 'Whether the domain of the sender lets the address of the client send for it (SPF); for bounces without a sender the name in EHLO counts. pass: it does. fail: it does not. softfail: it probably does not. neutral: it does not say. none: it has no SPF record. permerror: its record cannot be read.',
      sentence: ({ results }) => `SPF says ${test.inWords(results, 'en')}`,
    },
    de: {
      label: 'SPF-Ergebnis',
      help: 'Ob die Domain des Absenders die Adresse des Clients für sich senden lässt (SPF); bei Rückläufern ohne Absender zählt der Name im EHLO. pass: Ja. fail: Nein. softfail: Wohl nicht. neutral: Sie legt sich nicht fest. none: Sie hat keinen SPF-Eintrag. permerror: Ihr Eintrag ist nicht lesbar.',
      sentence: ({ results }) => `SPF ergibt ${test.inWords(results, 'de')}`,
    },
  },
  compile:
    ({ results }) =>
    (facts) =>
      results.includes(facts['checks.spf']),
  examples: [
    { parameters: { results: ['fail'] }, facts: { 'checks.spf': 'fail' }, matches: true },
    { parameters: { results: ['fail'] }, facts: { 'checks.spf': 'softfail' }, matches: false },
    { parameters: { results: ['fail', 'softfail', 'permerror'] }, facts: { 'checks.spf': 'permerror' }, matches: true },
    { parameters: { results: ['pass', 'neutral', 'none'] }, facts: { 'checks.spf': 'none' }, matches: true },
    { parameters: { results: ['pass'] }, facts: { 'checks.spf': 'none' }, matches: false },
  ],
});
