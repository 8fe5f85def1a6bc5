import { z } from 'zod';
import { type Mailbox, parseMailbox } from '@/lib/mail/address';
import { toNetwork } from '@/lib/mail/network';
import type { CompiledPolicy } from './compile';
import { exampleDetailsSchema, factsOfDetails } from './example-details';
import { exampleResultsSchema } from './example-results';
import { type FactName, type Facts, isFactName } from './facts';
import { LONGEST_DELAY } from './greylist';
import { secondsAfter } from './instants';
import { instantSchema } from './parse-rule';
import { senderFacts } from './sender-facts';

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
  results: exampleResultsSchema.prefault({}),
  details: exampleDetailsSchema.prefault({}),
});
export type ExampleMail = z.output<typeof exampleMailSchema>;

/**
 * All that a session would know of the mail in the end, but for its recipients. What an example does not say is as with an ordinary client:
 * a host with a name, nothing listed or signed, who has come back after a greylist's delay; the first attempt to deliver.
 */
export function factsOfExample(example: ExampleMail, compiled: CompiledPolicy): Facts {
  const { client, user, sender, size, time, recipients, results, details } = example;
  return {
    'time.now': time,
    'connection.remoteIp': client,
    'connection.remoteHostName': results.reverseDns === 'pass' ? results.hostName : null,
    'connection.reverseDns': results.reverseDns,
    'connection.blockLists': listsOf(compiled, results.listedIn),
    ...senderFacts(compiled, parseMailbox(sender), user === '' ? null : user.toLowerCase()),
    'recipient.firstSeen': secondsAfter(time, -(details.waited ?? LONGEST_DELAY)),
    'recipient.count': recipients.length,
    'message.size': size,
    'checks.spf': results.spf,
    'checks.dkim': results.dkim,
    'checks.dmarc': results.dmarc,
    ...factsOfDetails(example, compiled.headers),
  };
}

/** Of every block list that a rule names. */
function listsOf({ lookups }: CompiledPolicy, listedIn: readonly string[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(lookups.flatMap(({ zone }) => (zone === null ? [] : [[zone, listedIn.includes(zone)]])));
}

const ASKABLE: readonly FactName[] = ['connection.remoteHostName', 'connection.reverseDns', 'connection.blockLists', 'checks.spf'];

/** The same without what the DNS can be asked for. Who has signed cannot be asked without the message. */
export function withoutDnsResults(facts: Facts): Facts {
  const names = Object.keys(facts).filter(isFactName);
  return Object.fromEntries(names.filter((name) => !ASKABLE.includes(name)).map((name) => [name, facts[name]]));
}

export function recipientsOfExample({ recipients }: ExampleMail): Mailbox[] {
  return recipients.map(parseMailbox).filter((mailbox) => mailbox !== null);
}
