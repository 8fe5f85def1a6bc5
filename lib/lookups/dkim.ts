import { DkimVerifier, type ParsedHeaders, type Signature } from 'mailauth/lib/dkim/dkim-verifier.js';
import { LineLimits } from '@/lib/mail/line-limits';
import type { AskDns } from '@/lib/net/dns-cache';
import { DKIM_RESULTS, type DkimResult } from '@/lib/policy/facts';
import type { DkimSignature } from './dkim-signatures';
import { type LibraryResolver, libraryResolver } from './library-resolver';

/** Signatures that are looked at, and octets of one: an attacker shall not make us ask for hundreds of keys. */
const MOST_SIGNATURES = 8;
const LONGEST_SIGNATURE = 8192;

/** Verifies the DKIM signatures (RFC 6376) of a message while it arrives; what is kept does not grow with the message. */
export class DkimListener {
  private readonly limits = new LineLimits();
  private readonly resolver: LibraryResolver;
  private readonly verifier: Verifier;
  /** The message cannot be judged any more. */
  private unsuited = false;

  constructor(ask: AskDns, signal: AbortSignal, now: Date) {
    this.resolver = libraryResolver(ask, signal);
    this.verifier = new Verifier(this.resolver, now);
    this.verifier.on('error', () => {
      this.unsuited = true;
    });
  }

  /** The next octets, in order. Resolves when they have been read. */
  async feed(chunk: Uint8Array): Promise<void> {
    if (this.unsuited) return;
    if (this.limits.feed(chunk)) await new Promise((resolve) => this.verifier.write(chunk, resolve));
    else this.unsuited = true;
  }

  /** The message is complete. */
  async finish(): Promise<readonly DkimSignature[]> {
    if (!this.unsuited) await new Promise<void>((resolve) => this.verifier.once('close', resolve).end());
    if (this.unsuited) return [{ domain: '', result: 'neutral' }];
    const verified = this.verifier.results.flatMap(({ signingDomain, bodyHash, bodyHashExpecting, status }): DkimSignature[] => {
      if (signingDomain === undefined) return [];
      const known = DKIM_RESULTS.find((one) => one === status.result);
      const result = known ?? { lookupFailed: this.resolver.failure() ?? `DKIM ${signingDomain}: ${status.result}` };
      // RFC 6376 6.1.3: a body that was changed is a failure. mailauth calls it neutral.
      return [{ domain: signingDomain.toLowerCase(), result: bodyHash === bodyHashExpecting ? result : 'fail' }];
    });
    return [...verified, ...this.verifier.refused];
  }
}

class Verifier extends DkimVerifier {
  /** Signatures that are not verified. */
  readonly refused: DkimSignature[] = [];

  constructor(
    private readonly dns: LibraryResolver,
    now: Date,
  ) {
    super({ resolver: dns.resolve, curTime: now });
  }

  override async messageHeaders(headers: ParsedHeaders): Promise<void> {
    const all = headers.parsed.filter(({ key }) => key === 'dkim-signature');
    const some = all.slice(0, MOST_SIGNATURES).filter(({ line }) => line.length <= LONGEST_SIGNATURE);
    if (some.length < all.length) this.refused.push({ domain: '', result: 'neutral' });
    // No other header: neither ARC nor the structure of the message is of interest.
    await super.messageHeaders({ ...headers, parsed: some });
    this.headers = headers;
    for (const signature of this.signatureHeaders) {
      const result = faultOf(signature);
      if (result === null) {
        // All keys at once, while the message still arrives; who fails is told later.
        this.dns.resolve(`${signature.selector}._domainkey.${signature.signingDomain}`, 'TXT').catch(() => undefined);
        continue;
      }
      signature.skip = true;
      this.refused.push({ domain: signature.signingDomain.toLowerCase(), result });
    }
  }
}

/** Why a signature is not even verified. */
function faultOf({ skip, hashAlgo, parsed }: Signature): DkimResult | null {
  if (skip === true) return 'neutral';
  // RFC 8301 3.1.
  if (hashAlgo === 'sha1') return 'permerror';
  // RFC 6376 5.4: From must be signed.
  const signed = String(parsed.h?.value ?? '').toLowerCase();
  if (!signed.split(':').includes('from')) return 'permerror';
  // RFC 6376 8.2: what is appended to the signed part may say anything.
  return parsed.l === undefined ? null : 'policy';
}
