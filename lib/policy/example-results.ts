import { z } from 'zod';
import { domainSchema } from '@/lib/mail/domain';
import { DKIM_RESULTS, DMARC_RESULTS, REVERSE_DNS_RESULTS, SPF_RESULTS } from './facts';

/** What the DNS would say of an imagined mail, as it is entered by hand. What is left out is as with an ordinary client. */
export const exampleResultsSchema = z.object({
  reverseDns: z.enum(REVERSE_DNS_RESULTS, 'value.invalid').default('pass'),
  /** Of the client; counts only if its reverse DNS is confirmed. */
  hostName: z.string().trim().max(253, 'text.too-long').default('client.example'),
  /** Zones of the block lists that list the client. */
  listedIn: z.array(domainSchema, 'list.empty').max(100, 'list.too-long').default([]),
  spf: z.enum(SPF_RESULTS, 'value.invalid').default('none'),
  dkim: z.enum(DKIM_RESULTS, 'value.invalid').default('none'),
  dmarc: z.enum(DMARC_RESULTS, 'value.invalid').default('none'),
});
