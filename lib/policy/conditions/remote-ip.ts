import { z } from 'zod';
import { networkMatcher, networkSchema } from '@/lib/mail/network';
import { keysOfNetworks } from '../index-keys';
import { listNamesSchema, MOST_WITH_LISTS, namedListsField, withListNames } from '../list-references';
import { listed } from '../words';
import { defineCondition } from './definition';

const OPERATORS = ['is', 'is-not'] as const;

export const remoteIp = defineCondition({
  id: 'connection.remote-ip',
  category: 'connection',
  needs: ['connection.remoteIp'],
  parameters: z
    .object({
      operator: z.enum(OPERATORS, 'value.invalid'),
      networks: z
        .array(networkSchema, 'list.empty')
        .max(MOST_WITH_LISTS, 'list.too-long')
        .transform((networks) => [...new Set(networks)]),
      lists: listNamesSchema,
    })
    .refine(({ networks, lists = [] }) => networks.length + lists.length > 0, { path: ['networks'], message: 'list.empty' }),
  initial: { operator: 'is', networks: [] },
  fields: [
    {
      name: 'operator',
      widget: 'choice',
      label: { en: 'Operator', de: 'Operator' },
      options: [
        { value: 'is', label: { en: 'Is', de: 'Ist' } },
        { value: 'is-not', label: { en: 'Is not', de: 'Ist nicht' } },
      ],
    },
    { name: 'networks', widget: 'networks', label: { en: 'Remote IP', de: 'IP-Adresse des Clients' } },
    namedListsField('networks', 'networks', OPERATORS),
  ],
  text: {
    en: {
      label: 'Remote IP',
      help: 'The address of the client: single addresses, networks such as 192.0.2.0/24, or ranges; IPv4 and IPv6.',
      sentence: ({ operator, networks, lists }) =>
        `the client's address ${operator === 'is' ? 'is' : 'is not'} in ${listed(withListNames(networks, lists, 'en'), 'en')}`,
    },
    de: {
      label: 'IP-Adresse des Clients',
      help: 'Die Adresse des Clients: einzelne Adressen, Netze wie 192.0.2.0/24 oder Bereiche; IPv4 und IPv6.',
      sentence: ({ operator, networks, lists }) =>
        `die Adresse des Clients ist ${operator === 'is' ? '' : 'nicht '}in ${listed(withListNames(networks, lists, 'de'), 'de')} enthalten`,
    },
  },
  compile: ({ operator, networks }) => {
    const contains = networkMatcher(networks);
    return (facts) => contains(facts['connection.remoteIp']) === (operator === 'is');
  },
  indexKeys: ({ operator, networks, lists = [] }) =>
    operator === 'is' && lists.length === 0 ? keysOfNetworks('connection.remoteIp', networks) : null,
  examples: [
    { parameters: { operator: 'is', networks: ['192.0.2.0/24'] }, facts: { 'connection.remoteIp': '192.0.2.7' }, matches: true },
    {
      parameters: { operator: 'is', networks: ['192.0.2.7', '2001:db8::/32'] },
      facts: { 'connection.remoteIp': '2001:db8::1' },
      matches: true,
    },
    {
      parameters: { operator: 'is', networks: ['192.0.2.10-192.0.2.20'] },
      facts: { 'connection.remoteIp': '192.0.2.21' },
      matches: false,
    },
    { parameters: { operator: 'is-not', networks: ['192.0.2.0/24'] }, facts: { 'connection.remoteIp': '198.51.100.1' }, matches: true },
  ],
});
