import { defineCondition } from './definition';
import { compileNetworkTest, networkTestFields, networkTestKeys, networkTestSchema, networkTestSentence } from './network-test';

const sentence = networkTestSentence({ en: 'the local address', de: 'die lokale Adresse' });

export const localIp = defineCondition({
  id: 'connection.local-ip',
  category: 'connection',
  needs: ['connection.localIp'],
  parameters: networkTestSchema,
  initial: { operator: 'is', networks: [] },
  fields: networkTestFields({ en: 'Local IP', de: 'Lokale IP-Adresse' }),
  text: {
    en: {
      label: 'Local IP',
      help: 'The address of this host to which the client has connected: single addresses, networks such as 192.0.2.0/24, or ranges; IPv4 and IPv6. Behind a load balancer or in a container it is the address there.',
      sentence: sentence.en,
    },
    de: {
      label: 'Lokale IP-Adresse',
      help: 'Die Adresse dieses Rechners, mit der sich der Client verbunden hat: einzelne Adressen, Netze wie 192.0.2.0/24 oder Bereiche; IPv4 und IPv6. Hinter einem Lastverteiler oder in einem Container ist es die dortige Adresse.',
      sentence: sentence.de,
    },
  },
  compile: (parameters) => {
    const test = compileNetworkTest(parameters);
    return (facts) => test(facts['connection.localIp']);
  },
  indexKeys: (parameters) => networkTestKeys('connection.localIp', parameters),
  examples: [
    { parameters: { operator: 'is', networks: ['192.0.2.7'] }, facts: { 'connection.localIp': '192.0.2.7' }, matches: true },
    { parameters: { operator: 'is', networks: ['192.0.2.0/24'] }, facts: { 'connection.localIp': '198.51.100.1' }, matches: false },
    { parameters: { operator: 'is', networks: ['2001:db8::/32'] }, facts: { 'connection.localIp': '2001:db8::1' }, matches: true },
    { parameters: { operator: 'is-not', networks: ['192.0.2.7'] }, facts: { 'connection.localIp': '198.51.100.1' }, matches: true },
    { parameters: { operator: 'is-not', networks: ['192.0.2.7'] }, facts: { 'connection.localIp': '192.0.2.7' }, matches: false },
  ],
});
