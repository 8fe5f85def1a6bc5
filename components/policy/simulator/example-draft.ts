import type { z } from 'zod';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import type { exampleMailSchema } from '@/lib/policy/example-mail';

type ExampleMailInput = z.input<typeof exampleMailSchema>;

/** The form while it is filled in. `time` null: the moment at which it is simulated; `size` null: nothing was entered. */
export interface ExampleDraft extends Omit<ExampleMailInput, 'time' | 'size'> {
  readonly time: string | null;
  readonly size: number | null;
}

export const NEW_EXAMPLE: ExampleDraft = {
  client: '192.0.2.1',
  encryption: 'none',
  user: '',
  sender: 'sender@example.com',
  recipients: [],
  size: 10 * 1024,
  time: null,
};

/** A recorded transaction as an example. */
export function exampleOfMessage(message: MessageDetail): ExampleDraft {
  return {
    client: message.clientIp,
    encryption: message.tlsVersion === null ? 'none' : message.listener === 'smtps' ? 'implicit' : 'starttls',
    user: message.authenticatedUser ?? '',
    sender: message.sender,
    recipients: message.recipients.map(({ address }) => address),
    size: message.size ?? NEW_EXAMPLE.size,
    time: message.receivedAt,
  };
}

/** As the API takes it. */
export function exampleOf(draft: ExampleDraft): Record<keyof ExampleDraft, unknown> {
  return { ...draft, time: draft.time ?? new Date().toISOString() };
}
