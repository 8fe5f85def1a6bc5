import { z } from 'zod';
import { DEFAULT_INTERVAL, intervalSchema, webhookUrlSchema } from '../notification-target';
import { durationInWords } from '../words';
import { defineAction } from './definition';
import { ABOUT_NOTIFYING, INTERVAL_FIELD } from './notify-action';

export const notifyWebhook = defineAction({
  id: 'notify.webhook',
  category: 'notify',
  sets: 'notifications',
  parameters: z.object({ url: webhookUrlSchema, interval: intervalSchema }),
  initial: { url: '', interval: DEFAULT_INTERVAL },
  fields: [{ name: 'url', widget: 'text', label: { en: 'URL', de: 'URL' } }, INTERVAL_FIELD],
  text: {
    en: {
      label: 'Webhook',
      help: `Posts JSON to this https URL that says which rule has matched, how often, and what became of the latest mail (docs/operations.md describes it). The host must have a public address, or be in a network that WEBHOOK_NETWORKS names. Who may read the rule can read the URL. ${ABOUT_NOTIFYING.en}`,
      sentence: ({ url, interval }) => `call the webhook at ${new URL(url).host} (at most once per ${durationInWords(interval)})`,
    },
    de: {
      label: 'Webhook',
      help: `Schickt JSON an diese https-URL, das sagt, welche Regel zugetroffen hat, wie oft, und was aus der letzten Mail wurde (docs/operations.md beschreibt es). Der Host muss eine öffentliche Adresse haben oder in einem Netz liegen, das WEBHOOK_NETWORKS nennt. Wer die Regel lesen darf, kann die URL lesen. ${ABOUT_NOTIFYING.de}`,
      sentence: ({ url, interval }) => `den Webhook bei ${new URL(url).host} aufrufen (höchstens einmal je ${durationInWords(interval)})`,
    },
  },
  value: ({ url, interval }) => [{ kind: 'webhook', url, interval }],
  examples: [
    {
      parameters: { url: 'https://hooks.a.tld/siegel', interval: 600 },
      value: [{ kind: 'webhook', url: 'https://hooks.a.tld/siegel', interval: 600 }],
    },
  ],
});
