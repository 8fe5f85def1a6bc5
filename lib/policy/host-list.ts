import { z } from 'zod';
import type { Locale } from '@/lib/i18n/locales';
import { formatHostPort, hostSchema, portSchema } from '@/lib/mail/host';

/** Configured hosts in order of preference; port null: 465 with implicit TLS, else 25. */
export const hostsSchema = z
  .array(z.object({ host: hostSchema, port: portSchema.nullish().transform((port) => port ?? null) }), 'hosts.empty')
  .min(1, 'hosts.empty')
  .max(10, 'list.too-long');

const THEN: Record<Locale, string> = { en: ', else ', de: ', sonst ' };

/** "a.tld:465, else b.tld". */
export function hostsInWords(hosts: z.output<typeof hostsSchema>, locale: Locale): string {
  return hosts.map(({ host, port }) => formatHostPort(host, port)).join(THEN[locale]);
}
