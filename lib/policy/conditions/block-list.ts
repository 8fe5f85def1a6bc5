import { z } from 'zod';
import { domainSchema } from '@/lib/mail/domain';
import { partOf } from '../facts';
import { defineCondition } from './definition';

export const blockList = defineCondition({
  id: 'checks.block-list',
  category: 'checks',
  needs: ['connection.blockLists'],
  parameters: z.object({ zone: domainSchema, listed: z.boolean('value.invalid') }),
  initial: { zone: '', listed: true },
  fields: [
    { name: 'zone', widget: 'text', label: { en: 'Zone', de: 'Zone' } },
    { name: 'listed', widget: 'checkbox', label: { en: 'Listed', de: 'Verzeichnet' } },
  ],
  text: {
    en: {
      label: 'DNS block list',
      help: 'The zone of a DNS block list, such as zen.spamhaus.org. Checked: the address of the client stands in it. Unchecked: it does not. Only this list is waited for.',
      sentence: ({ zone, listed }) => `the client is ${listed ? '' : 'not '}listed in ${zone}`,
    },
    de: {
      label: 'DNS-Sperrliste',
      help: 'Die Zone einer DNS-Sperrliste, etwa zen.spamhaus.org. Angehakt: Die Adresse des Clients steht darin. Nicht angehakt: Sie steht nicht darin. Gewartet wird nur auf diese Liste.',
      sentence: ({ zone, listed }) => `der Client ist ${listed ? '' : 'nicht '}in ${zone} verzeichnet`,
    },
  },
  compile:
    ({ zone, listed }) =>
    (facts) =>
      partOf(facts['connection.blockLists'], zone) === listed,
  factKey: ({ zone }) => ({ fact: 'connection.blockLists', key: zone }),
  examples: [
    { parameters: { zone: 'bl.tld', listed: true }, facts: { 'connection.blockLists': { 'bl.tld': true } }, matches: true },
    {
      parameters: { zone: 'bl.tld', listed: true },
      facts: { 'connection.blockLists': { 'bl.tld': false, 'other.tld': { lookupFailed: 'time-out' } } },
      matches: false,
    },
    { parameters: { zone: 'bl.tld', listed: false }, facts: { 'connection.blockLists': { 'bl.tld': false } }, matches: true },
  ],
});
