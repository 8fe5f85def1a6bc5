import { z } from 'zod';
import { networkSchema } from '@/lib/mail/network';
import { TLS_PROFILES } from '@/lib/mail/tls-profile';
import { certificateCheckSchema, relayTargetSchema } from './relay-target';
import { sourceAddressSchema } from './source-address';
import { tlsFailureSchema } from './tls-failure';

/** Octets. */
const MEBIBYTE = 1024 * 1024;

/** Page "Acceptance Basic Settings": the defaults under the list for what comes in. Sizes in octets, times in seconds. */
export const acceptanceSettingsSchema = z.object({
  maxMessageSize: z
    .int('number.invalid')
    .min(65_536, 'size.too-small')
    .max(1024 * MEBIBYTE, 'size.too-large'),
  /** RFC 5321 4.5.3.1.8: at least 100. */
  maxRecipients: z.int('number.invalid').min(100, 'recipients.too-few').max(50_000, 'recipients.too-many'),
  /** Loop detection, RFC 5321 6.3: at least 100 is advised for the threshold, commonly 30-100. */
  maxReceivedHeaders: z.int('number.invalid').min(10, 'received.too-few').max(500, 'received.too-many'),
  maxConnectionsPerClient: z.int('number.invalid').min(1, 'number.too-small').max(10_000, 'number.too-large'),
  /** After so many refused commands the session is closed with 421. */
  maxErrorsPerSession: z.int('number.invalid').min(1, 'number.too-small').max(1000, 'number.too-large'),
  /** RFC 5321 4.5.3.2: 300 seconds. */
  idleTimeout: z.int('number.invalid').min(10, 'number.too-small').max(3600, 'number.too-large'),
  /** Text after the host name in the greeting; printable ASCII. */
  banner: z
    .string()
    .trim()
    .max(200, 'text.too-long')
    .regex(/^[\x20-\x7e]*$/, 'text.ascii'),
  offer: z.object({
    starttls: z.boolean(),
    pipelining: z.boolean(),
    eightBitMime: z.boolean(),
    smtpUtf8: z.boolean(),
    dsn: z.boolean(),
    chunking: z.boolean().default(true),
  }),
});
export type AcceptanceSettings = z.infer<typeof acceptanceSettingsSchema>;

/** Page "Routing Basic Settings": who may relay, and the defaults for what goes out. */
export const routingSettingsSchema = z.object({
  /** Clients that may relay without signing in. Empty at the first start: no open relay. */
  relayNetworks: z.array(networkSchema).max(1000, 'list.too-long'),
  /** Seconds to wait before each further attempt; the last one repeats. */
  retryDelays: z
    .array(z.int('number.invalid').min(1, 'number.too-small').max(604_800, 'number.too-large'))
    .min(1, 'list.empty')
    .max(50, 'list.too-long'),
  /** Seconds after which a message that cannot be delivered is returned to its sender. */
  queueLifetime: z.int('number.invalid').min(60, 'number.too-small').max(2_592_000, 'number.too-large'),
  /** Seconds after which a sender is told that its message is delayed, if it has not asked otherwise (RFC 3461); null: never. */
  delayWarning: z.int('number.invalid').min(60, 'number.too-small').max(2_592_000, 'number.too-large').nullable().default(14_400),
  /** What all workers together grant a next hop: connections at a time, messages in one, and messages in a minute (null: any number). */
  perNextHop: z
    .object({
      connections: z.int('number.invalid').min(1, 'number.too-small').max(1000, 'number.too-large'),
      messagesPerConnection: z.int('number.invalid').min(1, 'number.too-small').max(10_000, 'number.too-large'),
      messagesPerMinute: z.int('number.invalid').min(1, 'number.too-small').max(1_000_000, 'number.too-large').nullable(),
    })
    .default({ connections: 20, messagesPerConnection: 100, messagesPerMinute: null }),
  /** What a certificate must prove wherever encryption is demanded and no rule says more. */
  defaultCertificateCheck: certificateCheckSchema,
  /** Which TLS counts wherever encryption is demanded and no rule says more. */
  defaultTlsProfile: z.enum(TLS_PROFILES, 'value.invalid').default('compatible'),
  /** What becomes of mail that meets no demanded TLS, where no rule says more. */
  tlsFailure: tlsFailureSchema.default({ next: 'retry' }),
  /** Whether STARTTLS is used where neither rule nor target says so: towards the MX. */
  defaultStarttls: z.enum(['plaintext', 'opportunistic', 'starttls'], 'value.invalid').default('opportunistic'),
  /** Where no rule says so; null: as the system chooses. */
  sourceAddress: sourceAddressSchema.nullable().default(null),
  /** Where everything for other domains goes; null: to the MX of the recipient's domain. */
  smartHost: relayTargetSchema.nullable(),
});
export type RoutingSettings = z.infer<typeof routingSettingsSchema>;

export const DEFAULT_ACCEPTANCE: AcceptanceSettings = {
  maxMessageSize: 50 * MEBIBYTE,
  maxRecipients: 1000,
  maxReceivedHeaders: 50,
  maxConnectionsPerClient: 100,
  maxErrorsPerSession: 20,
  idleTimeout: 300,
  banner: '',
  offer: { starttls: true, pipelining: true, eightBitMime: true, smtpUtf8: true, dsn: true, chunking: true },
};

export const DEFAULT_ROUTING: RoutingSettings = {
  relayNetworks: [],
  retryDelays: [60, 300, 900, 1800, 3600, 7200, 14_400],
  queueLifetime: 5 * 24 * 3600,
  delayWarning: 4 * 3600,
  perNextHop: { connections: 20, messagesPerConnection: 100, messagesPerMinute: null },
  defaultCertificateCheck: { kind: 'trusted-and-host-name' },
  defaultTlsProfile: 'compatible',
  tlsFailure: { next: 'retry' },
  defaultStarttls: 'opportunistic',
  sourceAddress: null,
  smartHost: null,
};
