/** The part of dns-packet (which ships no types) that is used. */
declare module 'dns-packet' {
  export interface Question {
    readonly type: string;
    readonly name: string;
  }
  export interface TlsaData {
    readonly usage: number;
    readonly selector: number;
    readonly matchingType: number;
    readonly certificate: Buffer;
  }
  export interface SoaData {
    readonly mname: string;
    readonly rname: string;
    readonly serial: number;
    readonly refresh: number;
    readonly retry: number;
    readonly expire: number;
    /** Seconds for which "there is nothing" may be kept (RFC 2308 4). */
    readonly minimum: number;
  }
  interface Owned {
    readonly name: string;
    readonly ttl: number;
  }
  export type Answer =
    | (Owned & { readonly type: 'MX'; readonly data: { readonly exchange: string; readonly preference: number } })
    | (Owned & { readonly type: 'TLSA'; readonly data: TlsaData })
    | (Owned & { readonly type: 'SOA'; readonly data: SoaData })
    /** Encoded from text, too; decoded into the strings that the record consists of. */
    | (Owned & { readonly type: 'TXT'; readonly data: string | readonly (string | Buffer)[] | Buffer })
    | (Owned & { readonly type: 'A' | 'AAAA' | 'CNAME' | 'PTR'; readonly data: string });
  /** EDNS (RFC 6891). */
  export interface Options {
    readonly type: 'OPT';
    readonly name: '.';
    readonly udpPayloadSize: number;
    readonly flags: number;
  }
  export interface Packet {
    readonly type: 'query' | 'response';
    readonly id: number;
    readonly flags: number;
    readonly questions: readonly Question[];
    readonly answers?: readonly Answer[];
    readonly authorities?: readonly Answer[];
    readonly additionals?: readonly Options[];
  }
  export interface DecodedPacket {
    readonly id: number;
    readonly type: 'query' | 'response';
    /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, … */
    readonly rcode: string;
    readonly flag_tc: boolean;
    readonly flag_ad: boolean;
    readonly questions: readonly Question[];
    readonly answers: readonly Answer[];
    readonly authorities: readonly Answer[];
    readonly additionals: readonly (Options | Answer)[];
  }
  export function encode(packet: Packet): Buffer;
  /** @throws Error if it is no DNS message */
  export function decode(bytes: Uint8Array): DecodedPacket;
  export const AUTHORITATIVE_ANSWER: number;
  export const TRUNCATED_RESPONSE: number;
  export const RECURSION_DESIRED: number;
  export const RECURSION_AVAILABLE: number;
  export const AUTHENTIC_DATA: number;
  /** A flag of the options. */
  export const DNSSEC_OK: number;
}
