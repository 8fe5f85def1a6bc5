import { z } from 'zod';
import { hostsInWords, hostsSchema } from '../host-list';
import { defineAction } from './definition';

const parameters = z.discriminatedUnion(
  'to',
  [
    z.object({ to: z.literal('mx') }),
    z.object({
      to: z.literal('hosts'),
      hosts: hostsSchema,
    }),
  ],
  'value.invalid',
);

export const relayHost = defineAction({
  id: 'relay.host',
  category: 'relay',
  sets: 'relayHost',
  parameters,
  initial: { to: 'hosts', hosts: [{ host: '', port: null }] },
  fields: [
    {
      name: 'to',
      widget: 'choice',
      label: { en: 'Relay to', de: 'Weiterleiten an' },
      options: [
        { value: 'hosts', label: { en: 'These hosts', de: 'Diese Hosts' } },
        { value: 'mx', label: { en: 'The MX of the recipient domain', de: 'Den MX der Empfängerdomain' } },
      ],
    },
    { name: 'hosts', widget: 'hosts', label: { en: 'Hosts', de: 'Hosts' }, shownWhen: { name: 'to', isOneOf: ['hosts'] } },
  ],
  text: {
    en: {
      label: 'Host',
      help: 'Where the mail is sent next. Several hosts are tried in order. Without a port: 465 with SSL, else 25.',
      sentence: (chosen) => `relay to ${chosen.to === 'mx' ? 'the MX of the recipient domain' : hostsInWords(chosen.hosts, 'en')}`,
    },
    de: {
      label: 'Host',
      help: 'Wohin die Mail als Nächstes geht. Mehrere Hosts werden der Reihe nach versucht. Ohne Port: 465 mit SSL, sonst 25.',
      sentence: (chosen) => `weiterleiten an ${chosen.to === 'mx' ? 'den MX der Empfängerdomain' : hostsInWords(chosen.hosts, 'de')}`,
    },
  },
  value: (chosen) => (chosen.to === 'mx' ? { kind: 'mx' } : { kind: 'hosts', hosts: chosen.hosts }),
  examples: [
    { parameters: { to: 'mx' }, value: { kind: 'mx' } },
    {
      parameters: {
        to: 'hosts',
        hosts: [
          { host: 'mail.a.tld', port: 465 },
          { host: '192.0.2.7', port: null },
        ],
      },
      value: {
        kind: 'hosts',
        hosts: [
          { host: 'mail.a.tld', port: 465 },
          { host: '192.0.2.7', port: null },
        ],
      },
    },
  ],
});
