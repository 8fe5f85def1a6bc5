import { defineCondition } from './definition';
import { compileTextTest, textTestFields, textTestSchema, textTestSentence } from './text-test';

const sentence = textTestSentence({ en: 'the TLS cipher', de: 'das TLS-Verfahren' });

export const tlsCipher = defineCondition({
  id: 'connection.tls-cipher',
  category: 'connection',
  needs: ['connection.tlsCipher'],
  parameters: textTestSchema,
  initial: { operator: 'is', texts: [] },
  fields: textTestFields({ en: 'TLS cipher', de: 'TLS-Verfahren' }),
  text: {
    en: {
      label: 'TLS cipher',
      help: 'The cipher suite by its IANA name, such as TLS_AES_256_GCM_SHA384, as it stands with each message. Without TLS there is none: "Is not" and "Does not contain" are true, all else is false. Known from MAIL FROM on, for until then a client may still say STARTTLS.',
      sentence: sentence.en,
    },
    de: {
      label: 'TLS-Verfahren',
      help: 'Das Verfahren (cipher suite) mit seinem IANA-Namen, etwa TLS_AES_256_GCM_SHA384, wie es bei jeder Nachricht steht. Ohne TLS gibt es keines: „Ist nicht“ und „Enthält nicht“ treffen dann zu, alles andere nicht. Bekannt ab MAIL FROM, denn bis dahin kann ein Client noch STARTTLS sagen.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileTextTest(parameters);
    return (facts) => test(facts['connection.tlsCipher']);
  },
  examples: [
    {
      parameters: { operator: 'is', texts: ['tls_aes_256_gcm_sha384'] },
      facts: { 'connection.tlsCipher': 'TLS_AES_256_GCM_SHA384' },
      matches: true,
    },
    { parameters: { operator: 'is', texts: ['other'] }, facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' }, matches: false },
    {
      parameters: { operator: 'is-not', texts: ['tls_aes_256_gcm_sha384'] },
      facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' },
      matches: false,
    },
    { parameters: { operator: 'contains', texts: ['_256_'] }, facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' }, matches: true },
    {
      parameters: { operator: 'does-not-contain', texts: ['_256_'] },
      facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' },
      matches: false,
    },
    { parameters: { operator: 'starts-with', texts: ['tl'] }, facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' }, matches: true },
    { parameters: { operator: 'ends-with', texts: ['84'] }, facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' }, matches: true },
    { parameters: { operator: 'matches', texts: ['tl*'] }, facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' }, matches: true },
    {
      parameters: { operator: 'matches-regex', texts: ['^tl.+$'] },
      facts: { 'connection.tlsCipher': 'tls_aes_256_gcm_sha384' },
      matches: true,
    },
  ],
});
