import { z } from 'zod';
import { domainSchema } from '@/lib/mail/domain';
import { isAddress } from '@/lib/mail/host';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import { authenticationSchema } from './authentication';
import { hostsSchema } from './host-list';

/** SHA-256 of a certificate; colons, spaces and upper case are accepted as openssl prints them. */
export const fingerprintSchema = z
  .string('fingerprint.invalid')
  .transform((text) => text.replace(/[\s:]/g, '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'fingerprint.invalid'));

export const certificateCheckSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('encrypted-only') }),
  z.object({ kind: z.literal('trusted') }),
  z.object({ kind: z.literal('trusted-and-host-name') }),
  z.object({ kind: z.literal('name'), name: domainSchema }),
  z.object({ kind: z.literal('fingerprint'), sha256: fingerprintSchema }),
  z.object({ kind: z.literal('dane') }),
]);

export const relayEncryptionSchema = z.enum(['plaintext', 'opportunistic', 'starttls', 'implicit']);

/** A configured next hop: hosts in order of preference (port null: 465 with implicit TLS, else 25) and how the connection is protected. */
export const relayTargetSchema = z
  .object({
    hosts: hostsSchema,
    encryption: relayEncryptionSchema,
    /** Null: the default of Routing Basic Settings. Only with `starttls` and `implicit`. */
    certificateCheck: certificateCheckSchema.nullable(),
    /** Null: without signing in. Only with `starttls` and `implicit`. */
    authentication: authenticationSchema.nullable().default(null),
  })
  .refine(({ hosts, certificateCheck }) => !lacksNameForDane(hosts, certificateCheck), {
    path: ['certificateCheck'],
    message: 'check.dane-needs-name',
  })
  .refine(({ encryption, authentication }) => authentication === null || encryption === 'starttls' || encryption === 'implicit', {
    path: ['authentication'],
    message: 'authentication.needs-encryption',
  });
export type RelayTarget = z.infer<typeof relayTargetSchema>;

/** DANE looks for its records under a name: with an address it could never be met. */
export function lacksNameForDane(hosts: readonly { readonly host: string }[], check: CertificateCheck | null): boolean {
  return check?.kind === 'dane' && hosts.some(({ host }) => isAddress(host));
}
