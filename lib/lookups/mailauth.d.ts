/** The parts of mailauth that are used. Its own types leave out the verifier, and that a resolver answers with MX records. */
declare module 'mailauth/lib/spf/index.js' {
  import type { Resolve, Status } from 'mailauth/lib/dkim/dkim-verifier.js';

  export function spf(options: {
    readonly ip: string;
    readonly helo: string;
    readonly sender?: string;
    readonly mta: string;
    readonly resolver: Resolve;
  }): Promise<{ readonly domain: string; readonly status: Status }>;
}

declare module 'mailauth/lib/dmarc/index.js' {
  import type { Resolve, Status } from 'mailauth/lib/dkim/dkim-verifier.js';

  /** `result`: the domain that is aligned. */
  interface Alignment {
    readonly result?: string;
    readonly strict: boolean;
  }
  /** False: not exactly one domain. */
  export function dmarc(options: {
    readonly headerFrom: string;
    readonly spfDomains: readonly string[];
    readonly dkimDomains: readonly { readonly domain: string }[];
    readonly resolver: Resolve;
  }): Promise<false | { readonly status: Status; readonly alignment?: { readonly spf: Alignment; readonly dkim: Alignment } }>;
}

declare module 'mailauth/lib/dkim/dkim-verifier.js' {
  import type { Writable } from 'node:stream';

  type Record = string | readonly string[] | { readonly exchange: string; readonly priority: number };
  /** As `dns.promises.resolve`: throws errors with a `code`. */
  export type Resolve = (name: string, type: string) => Promise<readonly Record[]>;
  export interface Status {
    /** As in RFC 8601 2.7. */
    readonly result: string;
  }

  export interface ParsedHeaders {
    /** `key` in lower case; null for a line that is no header field. */
    readonly parsed: readonly { readonly key: string | null; readonly line: Buffer }[];
    readonly original: Buffer;
  }
  /** A tag of a signature: a number where it is one. */
  interface Tag {
    readonly value: string | number;
  }
  export interface Signature {
    readonly parsed: { readonly h?: Tag; readonly l?: Tag };
    readonly signingDomain: string;
    readonly selector: string;
    /** `sha256`. */
    readonly hashAlgo: string;
    /** It cannot be verified, and gets no result. */
    skip?: boolean;
  }
  export interface SignatureResult {
    readonly signingDomain?: string;
    readonly bodyHash?: string;
    readonly bodyHashExpecting?: string;
    readonly status: Status;
  }
  export class DkimVerifier extends Writable {
    constructor(options: { readonly resolver: Resolve; readonly curTime: Date });
    /** False until the end of the header section. */
    headers: ParsedHeaders | false;
    readonly signatureHeaders: Signature[];
    /** Addresses of the From headers. */
    readonly headerFrom: readonly string[];
    readonly results: readonly SignatureResult[];
    /** Called once, with the header section. */
    messageHeaders(headers: ParsedHeaders): Promise<void>;
  }
}
