import { z } from 'zod';
import { type Mailbox, parseMailbox } from '@/lib/mail/address';
import { toNetwork } from '@/lib/mail/network';
import type { Facts } from './facts';
import { instantSchema } from './parse-rule';

/** `starttls` and `implicit` say how TLS begins; encrypted is encrypted. */
const EXAMPLE_ENCRYPTIONS = ['none', 'starttls', 'implicit'] as const;

const clientSchema = z.string().transform((text, context) => {
  const address = toNetwork(text);
  if (address !== null && !/[/-]/.test(address)) return address;
  context.addIssue({ code: 'custom', message: 'ip.invalid' });
  return z.NEVER;
});

const mailboxSchema = z.string().transform((text, context): string => {
  const mailbox = parseMailbox(text.trim());
  if (mailbox !== null) return mailbox.address;
  context.addIssue({ code: 'custom', message: 'address.invalid' });
  return z.NEVER;
});

/** A mail that somebody imagines: what an administrator types, and what a policy test keeps. */
export const exampleMailSchema = z.object({
  client: clientSchema,
  encryption: z.enum(EXAMPLE_ENCRYPTIONS, 'value.invalid'),
  /** Name with which the client has signed in; empty: it has not. */
  user: z.string().trim().max(200, 'text.too-long'),
  /** Empty for the null sender. */
  sender: z.union([z.literal(''), mailboxSchema], 'address.invalid'),
  recipients: z.array(mailboxSchema).min(1, 'list.empty').max(100, 'list.too-long'),
  /** Octets. */
  size: z.int('number.invalid').min(0, 'number.invalid').max(2_000_000_000, 'number.too-large'),
  time: instantSchema,
});
export type ExampleMail = z.output<typeof exampleMailSchema>;

/** All that a session would know of the mail in the end, but for its recipients. */
export function factsOfExample({ client, encryption, user, sender, size, time }: ExampleMail): Facts {
  const mailbox = parseMailbox(sender);
  return {
    'time.now': time,
    'connection.encrypted': encryption !== 'none',
    'connection.remoteIp': client,
    'session.authenticatedUser': user === '' ? null : user,
    'envelope.sender': mailbox?.address ?? null,
    'envelope.senderDomain': mailbox?.domain ?? null,
    'message.size': size,
  };
}

export function recipientsOfExample({ recipients }: ExampleMail): Mailbox[] {
  return recipients.map(parseMailbox).filter((mailbox) => mailbox !== null);
}
