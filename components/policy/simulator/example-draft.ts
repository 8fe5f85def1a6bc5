import type { z } from 'zod';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import { type ExampleDetails, exampleDetailsSchema } from '@/lib/policy/example-details';
import type { ExampleMail, exampleMailSchema } from '@/lib/policy/example-mail';
import { exampleResultsSchema } from '@/lib/policy/example-results';
import { TLS_VERSIONS } from '@/lib/policy/facts';

type ExampleMailInput = z.input<typeof exampleMailSchema>;

export type TextName = 'ehloName' | 'localIp';
export type CountName = 'localPort' | 'messages' | 'receivedHeaders' | 'attempt';
type NumberName = CountName | 'bytes' | 'age';

/** Null where nothing was entered. */
type DetailsDraft = Omit<ExampleDetails, NumberName> & { readonly [Name in NumberName]: number | null };

/** The form while it is filled in. `time` null: the moment at which it is simulated; `size` null: nothing was entered. */
export interface ExampleDraft extends Omit<ExampleMailInput, 'time' | 'size' | 'results' | 'details'> {
  readonly results: ExampleMail['results'];
  /** The DNS is asked, instead of taking the results for granted. */
  readonly lookUp: boolean;
  readonly details: DetailsDraft;
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
  results: exampleResultsSchema.parse({}),
  lookUp: false,
  details: exampleDetailsSchema.parse({}),
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
    results: NEW_EXAMPLE.results,
    lookUp: false,
    details: detailsOf(message),
  };
}

/** As the API takes it. */
export function exampleOf({ lookUp: _, ...draft }: ExampleDraft): Record<string, unknown> {
  return { ...draft, time: draft.time ?? new Date().toISOString() };
}

/** Whole seconds that had passed since the first attempt; null where no rule asked. */
function waitedBy({ receivedAt, recipients }: MessageDetail): number | null {
  const firstSeen = recipients.map((recipient) => recipient.firstSeen).find((instant) => instant !== null);
  return firstSeen === undefined ? null : Math.max(0, Math.floor((Date.parse(receivedAt) - Date.parse(firstSeen)) / 1000));
}

function detailsOf(message: MessageDetail): DetailsDraft {
  const { ehloName, listener, tlsVersion, tlsCipher } = message;
  const usual = NEW_EXAMPLE.details;
  const known = TLS_VERSIONS.find((one) => one === tlsVersion);
  return {
    ...usual,
    waited: waitedBy(message),
    listener,
    ehloName: ehloName === '' ? usual.ehloName : ehloName,
    tlsVersion: known ?? usual.tlsVersion,
    tlsCipher: tlsCipher ?? usual.tlsCipher,
  };
}
