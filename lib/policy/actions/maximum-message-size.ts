import { z } from 'zod';
import { acceptanceSettingsSchema } from '../basic-settings';
import { sizeInWords } from '../words';
import { defineAction } from './definition';

export const maximumMessageSize = defineAction({
  id: 'limits.maximum-message-size',
  category: 'limits',
  sets: 'maxMessageSize',
  parameters: z.object({ size: acceptanceSettingsSchema.shape.maxMessageSize }),
  initial: { size: 10_485_760 },
  fields: [{ name: 'size', widget: 'size', label: { en: 'Maximum message size', de: 'Größte Nachricht' } }],
  text: {
    en: {
      label: 'Maximum message size',
      help: 'The largest message that is accepted. A declared size is refused at MAIL FROM or RCPT TO, else the answer is given after the message. It applies instead of the limit of the Basic Settings, upwards too.',
      sentence: ({ size }) => `accept at most ${sizeInWords(size)} per message`,
    },
    de: {
      label: 'Größte Nachricht',
      help: 'Die größte Nachricht, die angenommen wird. Eine angekündigte Größe wird bei MAIL FROM oder RCPT TO abgelehnt, sonst kommt die Antwort nach der Nachricht. Gilt anstelle der Grenze der Grundeinstellungen, auch nach oben.',
      sentence: ({ size }) => `höchstens ${sizeInWords(size)} je Nachricht annehmen`,
    },
  },
  value: ({ size }) => size,
  examples: [{ parameters: { size: 10_485_760 }, value: 10_485_760 }],
});
