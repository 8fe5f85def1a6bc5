import { spf } from 'mailauth/lib/spf/index.js';
import type { AskDns } from '@/lib/net/dns-cache';
import { type LookupFailed, SPF_RESULTS, type SpfResult } from '@/lib/policy/facts';
import { libraryResolver } from './library-resolver';

export interface SpfQuestion {
  readonly ip: string;
  /** Envelope sender; null for the null sender, for which the EHLO name stands in (RFC 7208 2.4). */
  readonly sender: string | null;
  readonly ehloName: string;
  /** Our own name, for the macro `r`. */
  readonly hostname: string;
}

export interface SpfAnswer {
  readonly result: SpfResult | LookupFailed;
  /** The domain that was asked. */
  readonly domain: string;
}

/** Whether the domain of the sender lets the client send for it (RFC 7208). */
export async function checkSpf({ ip, sender, ehloName, hostname }: SpfQuestion, ask: AskDns, signal: AbortSignal): Promise<SpfAnswer> {
  const { resolve, failure } = libraryResolver(ask, signal);
  const { domain, status } = await spf({ ip, helo: ehloName, mta: hostname, resolver: resolve, ...(sender === null ? {} : { sender }) });
  const result = SPF_RESULTS.find((one) => one === status.result);
  return { domain, result: result ?? { lookupFailed: failure() ?? `SPF ${domain}: ${status.result}` } };
}
