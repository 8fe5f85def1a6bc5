import { dmarc } from 'mailauth/lib/dmarc/index.js';
import type { AskDns } from '@/lib/net/dns-cache';
import { type DmarcResult, isLookupFailed, type LookupFailed } from '@/lib/policy/facts';
import type { DkimSignature } from './dkim-signatures';
import { type LibraryResolver, libraryResolver } from './library-resolver';
import type { SpfAnswer } from './spf';

export interface DmarcQuestion {
  /** Domains in the From header, as A-labels; null for what is no domain. */
  readonly fromDomains: readonly (string | null)[];
  readonly spf: SpfAnswer;
  readonly signatures: readonly DkimSignature[];
}

/** Domains for which SPF or a signature vouches. */
interface Vouched {
  readonly spf: readonly string[];
  readonly dkim: readonly string[];
}

/** Whether SPF or DKIM vouches for the domain in the From header (RFC 7489). Without exactly one domain it cannot be said (6.6.1). */
export async function checkDmarc(question: DmarcQuestion, ask: AskDns, signal: AbortSignal): Promise<DmarcResult | LookupFailed> {
  const [domain, ...others] = [...new Set(question.fromDomains)];
  if (domain === undefined || domain === null || others.length > 0) return 'permerror';
  const dns = libraryResolver(ask, signal);
  const result = await resultFor(
    domain,
    vouched(question, (one) => one === 'pass'),
    dns,
  );
  if (result !== 'fail') return result;
  // What could not be looked up may vouch for it.
  const failed = [question.spf.result, ...question.signatures.map((signature) => signature.result)].find(isLookupFailed);
  if (failed === undefined) return result;
  const atBest = await resultFor(
    domain,
    vouched(question, (one) => one === 'pass' || isLookupFailed(one)),
    dns,
  );
  return atBest === result ? result : failed;
}

type Result = SpfAnswer['result'] | DkimSignature['result'];

function vouched({ spf, signatures }: DmarcQuestion, counts: (result: Result) => boolean): Vouched {
  return {
    spf: counts(spf.result) ? [spf.domain] : [],
    dkim: signatures.filter(({ result }) => counts(result)).map((signature) => signature.domain),
  };
}

async function resultFor(
  domain: string,
  { spf, dkim }: Vouched,
  { resolve, failure }: LibraryResolver,
): Promise<DmarcResult | LookupFailed> {
  const answer = await dmarc({
    headerFrom: domain,
    spfDomains: [...spf],
    dkimDomains: dkim.map((one) => ({ domain: one })),
    // mailauth asks for the domain "null" above a public suffix.
    resolver: (name, type) => resolve(name === '_dmarc.null' ? `_dmarc.${domain}` : name, type),
  });
  if (answer === false) return 'permerror';
  const { status, alignment } = answer;
  if (status.result === 'none' || status.result === 'fail') return status.result;
  if (status.result !== 'pass' || alignment === undefined) return { lookupFailed: failure() ?? `DMARC ${domain}: ${status.result}` };
  // RFC 7489 3.1: strict means the very domain. mailauth compares the organizational domains even then.
  const bySpf = alignment.spf.strict ? spf.includes(domain) : alignment.spf.result !== undefined;
  const byDkim = alignment.dkim.strict ? dkim.includes(domain) : alignment.dkim.result !== undefined;
  return bySpf || byDkim ? 'pass' : 'fail';
}
