import { DkimVerifier, type ParsedHeaders, type Signature } from 'mailauth/lib/dkim/dkim-verifier.js';
import { toDomain } from '@/lib/mail/domain';
import { LineLimits } from '@/lib/mail/line-limits';
import type { AskDns } from '@/lib/net/dns-cache';
import { DKIM_RESULTS, type DkimResult } from '@/lib/policy/facts';
import type { DkimSignature } from './dkim-signatures';
import { type LibraryResolver, libraryResolver } from './library-resolver';

/** Signatures that are looked at, and octets of one or of a From header: an attacker shall not make us ask for hundreds of keys. */
const MOST_SIGNATURES = 8;
const LONGEST_HEADER = 8192;

/** Verifies the DKIM signatures (RFC 6376) of a message while it arrives; what is kept does not grow with the message. */
export class DkimListener {
  private readonly limits = new LineLimits();
  private readonly resolver: LibraryResolver;
  private readonly verifier: Verifier;
  /** The message cannot be judged any more. */
  private unsuited = false;
  private finished: Promise<readonly DkimSignature[]> | null = null;

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

  /** Domains of all addresses in the From headers; null for what is no domain. */
  get fromDomains(): readonly (string | null)[] {
    return this.unsuited ? [] : this.verifier.headerFrom.map((address) => toDomain(address.slice(address.lastIndexOf('@') + 1)));
  }

  /** The message is complete. */
  finish(): Promise<readonly DkimSignature[]> {
    this.finished ??= this.verify();
    return this.finished;
  }

  private async verify(): Promise<readonly DkimSignature[]> {
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
    const some = all.slice(0, MOST_SIGNATURES).filter(({ line }) => line.length <= LONGEST_HEADER);
    if (some.length < all.length) this.refused.push({ domain: '', result: 'neutral' });
    const from = headers.parsed.filter(({ key, line }) => key === 'from' && line.length <= LONGEST_HEADER);
    // No other header: neither ARC nor the structure of the message is of interest.
    await super.messageHeaders({ ...headers, parsed: [...some, ...from] });
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
