import { z } from 'zod';
import { delaySchema, waiting } from '../greylist';
import { durationInWords } from '../words';
import { defineAction } from './definition';

export const greylist = defineAction({
  id: 'smtp.greylist',
  category: 'smtp',
  sets: 'verdict',
  parameters: z.object({ delay: delaySchema }),
  initial: { delay: 300 },
  fields: [{ name: 'delay', widget: 'duration', label: { en: 'Delay', de: 'Wartezeit' } }],
  text: {
    en: {
      label: 'Greylist',
      help: 'Refuses a recipient for now, at RCPT TO, until the delay has passed since the first attempt of this network (/24 with IPv4, /64 with IPv6) from this sender to this recipient. From then on the rule does nothing, and the rules below it decide. A server tries again by itself; much spam software does not, nor do some devices. Who has not come back within 2 days starts anew; who has is known until nothing has come for 35 days. The action stands alone in its rule.',
      sentence: ({ delay }) => `greylist for ${durationInWords(delay)}`,
    },
    de: {
      label: 'Greylisting',
      help: 'Lehnt einen Empfänger bei RCPT TO vorübergehend ab, bis die Wartezeit seit dem ersten Versuch dieses Netzes (/24 bei IPv4, /64 bei IPv6) von diesem Absender an diesen Empfänger vergangen ist. Von da an tut die Regel nichts, und die Regeln darunter entscheiden. Ein Server versucht es von selbst erneut; viel Spam-Software nicht, manche Geräte auch nicht. Wer nicht binnen 2 Tagen wiederkommt, beginnt von vorn; wer wiederkommt, bleibt bekannt, bis 35 Tage lang nichts kam. Die Aktion steht in ihrer Regel allein.',
      sentence: ({ delay }) => `${durationInWords(delay)} lang zurückstellen (Greylisting)`,
    },
  },
  value: ({ delay }) => ({ outcome: 'greylist', delay }),
  implies: ({ delay }) => ({ entry: waiting, parameters: { delay } }),
  examples: [
    { parameters: { delay: 300 }, value: { outcome: 'greylist', delay: 300 } },
    { parameters: { delay: 10 }, value: { outcome: 'greylist', delay: 10 } },
    { parameters: { delay: 86_400 }, value: { outcome: 'greylist', delay: 86_400 } },
  ],
});
