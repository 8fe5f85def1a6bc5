import { z } from 'zod';
import { TLS_VERSIONS, type TlsVersion } from '../facts';
import { defineCondition } from './definition';

const LABELS = { 'TLSv1.2': 'TLS 1.2', 'TLSv1.3': 'TLS 1.3' } as const satisfies Record<TlsVersion, string>;

export const tlsVersion = defineCondition({
  id: 'connection.tls-version',
  category: 'connection',
  needs: ['connection.tlsVersion'],
  parameters: z.object({ operator: z.enum(['at-least', 'below'], 'value.invalid'), version: z.enum(TLS_VERSIONS, 'value.invalid') }),
  initial: { operator: 'below', version: 'TLSv1.3' },
  fields: [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'at-least', label: { en: 'At least', de: 'Mindestens' } },
        { value: 'below', label: { en: 'Below', de: 'Unter' } },
      ],
    },
    {
      name: 'version',
      widget: 'choice',
      label: { en: 'TLS version', de: 'TLS-Version' },
      options: TLS_VERSIONS.map((value) => ({ value, label: { en: LABELS[value], de: LABELS[value] } })),
    },
  ],
  text: {
    en: {
      label: 'TLS version',
      help: 'The version of TLS on the connection. A connection without TLS is below every version. Known from MAIL FROM on, for until then a client may still say STARTTLS.',
      sentence: ({ operator, version }) => `the TLS version is ${operator === 'below' ? 'below' : 'at least'} ${LABELS[version]}`,
    },
    de: {
      label: 'TLS-Version',
      help: 'Die TLS-Version der Verbindung. Eine Verbindung ohne TLS liegt unter jeder Version. Bekannt ab MAIL FROM, denn bis dahin kann ein Client noch STARTTLS sagen.',
      sentence: ({ operator, version }) => `die TLS-Version ist ${operator === 'below' ? 'kleiner als' : 'mindestens'} ${LABELS[version]}`,
    },
  },
  compile: ({ operator, version }) => {
    const least = TLS_VERSIONS.indexOf(version);
    return ({ 'connection.tlsVersion': used }) => (used !== null && TLS_VERSIONS.indexOf(used) >= least) === (operator === 'at-least');
  },
  examples: [
    { parameters: { operator: 'at-least', version: 'TLSv1.2' }, facts: { 'connection.tlsVersion': 'TLSv1.2' }, matches: true },
    { parameters: { operator: 'at-least', version: 'TLSv1.2' }, facts: { 'connection.tlsVersion': null }, matches: false },
    { parameters: { operator: 'at-least', version: 'TLSv1.3' }, facts: { 'connection.tlsVersion': 'TLSv1.2' }, matches: false },
    { parameters: { operator: 'below', version: 'TLSv1.3' }, facts: { 'connection.tlsVersion': 'TLSv1.2' }, matches: true },
    { parameters: { operator: 'below', version: 'TLSv1.3' }, facts: { 'connection.tlsVersion': null }, matches: true },
    { parameters: { operator: 'below', version: 'TLSv1.3' }, facts: { 'connection.tlsVersion': 'TLSv1.3' }, matches: false },
  ],
});
