/** The part of dns-packet (which ships no types) that the test DNS server uses. */
declare module 'dns-packet' {
  export interface Question {
    readonly type: string;
    readonly name: string;
  }
  export interface Answer {
    readonly type: string;
    readonly name: string;
    readonly ttl: number;
    readonly data: string | { readonly exchange: string; readonly preference: number };
  }
  export interface Packet {
    readonly type: 'query' | 'response';
    readonly id: number;
    readonly flags: number;
    readonly questions: readonly Question[];
    readonly answers?: readonly Answer[];
  }
  export interface DecodedPacket {
    readonly id?: number;
    readonly questions?: readonly Question[];
    readonly answers?: readonly Answer[];
  }
  export function encode(packet: Packet): Buffer;
  export function decode(bytes: Uint8Array): DecodedPacket;
  export const AUTHORITATIVE_ANSWER: number;
  export const RECURSION_DESIRED: number;
  export const RECURSION_AVAILABLE: number;
}
