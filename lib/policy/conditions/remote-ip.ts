import { defineCondition } from './definition';
import { compileNetworkTest, networkTestFields, networkTestKeys, networkTestSchema, networkTestSentence } from './network-test';

const sentence = networkTestSentence({ en: "the client's address", de: 'die Adresse des Clients' });

export const remoteIp = defineCondition({
  id: 'connection.remote-ip',
  category: 'connection',
  needs: ['connection.remoteIp'],
  parameters: networkTestSchema,
  initial: { operator: 'is', networks: [] },
  fields: networkTestFields({ en: 'Remote IP', de: 'IP-Adresse des Clients' }),
  text: {
    en: {
      label: 'Remote IP',
      help: 'The address of the client: single addresses, networks such as 192.0.2.0/24, or ranges; IPv4 and IPv6.',
      sentence: sentence.en,
    },
    de: {
      label: 'IP-Adresse des Clients',
      help: 'Die Adresse des Clients: einzelne Adressen, Netze wie 192.0.2.0/24 oder Bereiche; IPv4 und IPv6.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNetworkTest(parameters);
    return (facts) => test(facts['connection.remoteIp']);
  },
  indexKeys: (parameters) => networkTestKeys('connection.remoteIp', parameters),
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
