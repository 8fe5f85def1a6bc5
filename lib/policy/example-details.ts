import { z } from 'zod';
import { headerText, parseHeaderFields } from '@/lib/mail/header-text';
import { mailboxDomains } from '@/lib/mail/mailbox-domains';
import { type Facts, TLS_VERSIONS } from './facts';
import { fingerprintSchema } from './relay-target';

const count = (least: number) => z.int('number.invalid').min(least, 'number.too-small').max(2_000_000_000, 'number.too-large');

/** A client certificate: none, one that nobody stands for, or one of an authority that this host trusts. */
export const EXAMPLE_CERTIFICATES = ['none', 'unverified', 'verified'] as const;

const headersSchema = z
  .string()
  .max(65_536, 'text.too-long')
  .refine((text) => parseHeaderFields(text) !== null, 'headers.invalid');

/** What else a session would know of an imagined mail. What is left out is as with an ordinary client and its first message. */
export const exampleDetailsSchema = z.object({
  /** Both count only where the connection is encrypted. */
  tlsVersion: z.enum(TLS_VERSIONS, 'value.invalid').default('TLSv1.3'),
  tlsCipher: z.string().trim().max(100, 'text.too-long').default('TLS_AES_256_GCM_SHA384'),
  /** The same. */
  certificate: z.enum(EXAMPLE_CERTIFICATES, 'value.invalid').default('none'),
  certificateNames: z
    .array(z.string().trim().toLowerCase().min(1, 'text.empty').max(320, 'text.too-long'))
    .max(100, 'list.too-long')
    .default([]),
  /** Empty: one that no rule names. */
  certificateSha256: z.union([z.literal(''), fingerprintSchema], 'fingerprint.invalid').default(''),
  /** Empty: `smtps` with implicit TLS, else `smtp`. */
  listener: z.string().trim().max(64, 'text.too-long').default(''),
  localIp: z.union([z.ipv4(), z.ipv6()], 'ip.invalid').default('127.0.0.1'),
  /** Null: 465 with implicit TLS, else 25. */
  localPort: z.int('port.range').min(1, 'port.range').max(65_535, 'port.range').nullable().default(null),
  ehloName: z.string().trim().min(1, 'text.empty').max(255, 'text.too-long').default('client.example'),
  /** EHLO, not HELO. */
  esmtp: z.boolean('value.invalid').default(true),
  /** Accepted in the session before. */
  messages: count(0).default(0),
  bytes: count(0).default(0),
  /** Octets that the client announces with MAIL FROM; null: it announces none; `as-size`: what the message has. */
  declaredSize: z.union([z.literal('as-size'), z.null(), count(0)], 'number.invalid').default('as-size'),
  /** One a line, `Subject: hello`; without a From header the sender stands there. */
  headers: headersSchema.default(''),
  /** If more than stand in `headers`. */
  receivedHeaders: count(0).default(0),
  /** Seconds since the client first tried to reach a recipient from this sender; null: long enough for every rule that greylists. */
  waited: count(0).nullable().default(null),
  /** When it is delivered: the number of the attempt, seconds in the queue, why the attempt before failed. */
  attempt: count(1).default(1),
  age: count(0).default(0),
  lastErrorWasTls: z.boolean('value.invalid').default(false),
});
export type ExampleDetails = z.output<typeof exampleDetailsSchema>;

/** What the session and the message are about, as far as the details tell. */
interface DetailedExample {
  readonly encryption: 'none' | 'starttls' | 'implicit';
  /** Empty for the null sender. */
  readonly sender: string;
  /** Octets. */
  readonly size: number;
  readonly details: ExampleDetails;
}

/** @param asked names of the header fields that rules read, in lower case */
export function factsOfDetails({ encryption, sender, size, details }: DetailedExample, asked: ReadonlySet<string>): Facts {
  const headers = headersOf(details.headers, sender);
  const valuesOf = (name: string) => headers.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
  return {
    ...connectionFacts(encryption, details),
    'session.ehloName': details.ehloName.toLowerCase(),
    'session.esmtp': details.esmtp,
    'session.messages': details.messages,
    'session.bytes': details.bytes,
    'message.declaredSize': details.declaredSize === 'as-size' ? size : details.declaredSize,
    'message.headers': Object.fromEntries([...asked].map((name) => [name, valuesOf(name).map(headerText)])),
    'message.fromDomains': [...new Set(valuesOf('from').flatMap(mailboxDomains))],
    'message.receivedCount': Math.max(details.receivedHeaders, valuesOf('received').length),
    'queue.attempt': details.attempt,
    'queue.age': details.age,
    'queue.lastErrorWasTls': details.lastErrorWasTls,
  };
}

const NO_FINGERPRINT = '0'.repeat(64);

function connectionFacts(encryption: DetailedExample['encryption'], details: ExampleDetails): Facts {
  const { certificate, certificateNames: names, certificateSha256 } = details;
  const encrypted = encryption !== 'none';
  const shown = { verified: certificate === 'verified', names, sha256: certificateSha256 === '' ? NO_FINGERPRINT : certificateSha256 };
  const implicit = encryption === 'implicit';
  return {
    'connection.encrypted': encrypted,
    'connection.tlsVersion': encrypted ? details.tlsVersion : null,
    'connection.tlsCipher': encrypted ? details.tlsCipher : null,
    'connection.clientCertificate': encrypted && certificate !== 'none' ? shown : null,
    'connection.listener': details.listener === '' ? (implicit ? 'smtps' : 'smtp') : details.listener,
    'connection.localIp': details.localIp,
    'connection.localPort': details.localPort ?? (implicit ? 465 : 25),
  };
}

function headersOf(text: string, sender: string) {
  const fields = parseHeaderFields(text) ?? [];
  const hasFrom = fields.some(({ name }) => name.toLowerCase() === 'from');
  return hasFrom || sender === '' ? fields : [...fields, { name: 'From', value: sender }];
}
