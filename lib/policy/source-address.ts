import { z } from 'zod';
import { parseAddress } from '@/lib/mail/network-bits';

/** Ranges from which nothing can be sent to a mail server. */
const NO_SOURCES: readonly string[] = ['unspecified', 'multicast', 'broadcast'];

/** A local address that connections to next hops are opened from, in canonical form. Whether a machine has it shows when a worker there uses it. */
export const sourceAddressSchema = z.string('ip.invalid').transform((text, context) => {
  const address = parseAddress(text.trim());
  if (address !== null && !NO_SOURCES.includes(address.range())) return address.toString();
  context.addIssue({ code: 'custom', message: 'ip.invalid' });
  return z.NEVER;
});
