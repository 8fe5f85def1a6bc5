import type { AskDns } from '@/lib/net/dns-cache';
import type { Facts, LookupFailed } from '@/lib/policy/facts';
import { type DnsLookup, learn } from '@/lib/policy/lookup-facts';
import { lookUpBlockList } from './block-list';
import { bestResult, type DkimSignature } from './dkim-signatures';
import { checkDmarc } from './dmarc';
import { lookUpReverseDns } from './reverse-dns';
import { checkSpf } from './spf';

/** What look-ups start from, as far as the mail has come. */
export interface LookupSubject {
  readonly ip: string;
  /** Our own name. */
  readonly hostname: string;
  readonly ehloName: string;
  readonly sender: string | null;
  readonly message: LookupMessage | null;
}

/** A message that has arrived. */
export interface LookupMessage {
  readonly signatures: () => Promise<readonly DkimSignature[]>;
  readonly fromDomains: readonly (string | null)[];
}

export interface LookupOptions {
  readonly ask: AskDns;
  /** Milliseconds for all look-ups together. */
  readonly timeout: number;
  /** Nobody waits for the answers any more. */
  readonly signal: AbortSignal;
}

const NO_MESSAGE: LookupFailed = { lookupFailed: 'there is no message' };

/**
 * RFC 7208 4.6.4: a check of SPF, with all that a record includes, should be given 20 seconds at least; a client waits for minutes
 * (RFC 5321 4.5.3.2).
 */
export const LOOKUP_TIMEOUT = 20_000;
/** Milliseconds for each try of one question. */
export const DNS_TIMEOUT = 2000;

/** Looks all of these up at once. Never fails: what could not be had is a fact that says so. */
export async function lookUpFacts(lookups: readonly DnsLookup[], subject: LookupSubject, options: LookupOptions): Promise<Facts> {
  const patience = new AbortController();
  const giveUp = () => patience.abort();
  const timer = setTimeout(giveUp, options.timeout);
  options.signal.addEventListener('abort', giveUp);
  if (options.signal.aborted) giveUp();
  try {
    const lookUp = lookUpOne(subject, options.ask, patience.signal);
    const found = await Promise.all(lookups.map(lookUp));
    return found.reduce(learn, {});
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', giveUp);
  }
}

function lookUpOne(subject: LookupSubject, ask: AskDns, signal: AbortSignal): (lookup: DnsLookup) => Promise<Facts> {
  const reverseDns = once(() => lookUpReverseDns(subject.ip, ask, signal));
  const spf = once(() => checkSpf(subject, ask, signal));
  const dmarcOf = async ({ fromDomains, signatures }: LookupMessage) => {
    const [spfAnswer, signed] = await Promise.all([spf(), signatures()]);
    return checkDmarc({ fromDomains, spf: spfAnswer, signatures: signed }, ask, signal);
  };
  return async ({ fact, zone }) => {
    switch (fact) {
      case 'connection.remoteHostName':
      case 'connection.reverseDns':
        return reverseDns();
      case 'connection.blockLists':
        return { [fact]: { [zone]: await lookUpBlockList(subject.ip, zone, ask, signal) } };
      case 'checks.spf':
        return { [fact]: (await spf()).result };
      case 'checks.dkim':
        return { [fact]: subject.message === null ? NO_MESSAGE : bestResult(await subject.message.signatures()) };
      case 'checks.dmarc':
        return { [fact]: subject.message === null ? NO_MESSAGE : await dmarcOf(subject.message) };
    }
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
