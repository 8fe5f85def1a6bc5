/** The parts of mailsplit that are used; it brings no types. */
declare module 'mailsplit' {
  import type { Transform } from 'node:stream';

  /** A part of a message, and what the splitter emits at the end of its header section. */
  export interface MimeNode {
    readonly type: 'node';
    /** False: the message itself. */
    readonly parentNode: MimeNode | false;
    /** `text/plain`, lower case. */
    readonly contentType: string | false;
    /** `mixed`, of multipart/mixed. */
    readonly multipart: string | false;
    /** Content-Transfer-Encoding, lower case; empty: none. */
    readonly encoding: string;
    readonly headers: MimeHeaders;
    /** The header section with the empty line at its end. */
    getHeaders(): Buffer;
  }

  export interface MimeHeaders {
    hasHeader(name: string): boolean;
    update(name: string, value: string): void;
    /** @param index from 0; beyond the last field: at the end */
    add(name: string, value: string, index: number): void;
  }

  /** `body`: content of a part that has no parts; `data`: what stands between parts. */
  export interface MimeContent {
    readonly type: 'body' | 'data';
    readonly node: MimeNode;
    readonly value?: Buffer;
  }

  /** Octets of a message go in, nodes and contents come out in their order. @param options whether attached messages are parts with parts */
  export class Splitter extends Transform {
    constructor(options?: { readonly ignoreEmbedded?: boolean; readonly defaultInlineEmbedded?: boolean });
    [Symbol.asyncIterator](): NodeJS.AsyncIterator<MimeNode | MimeContent>;
  }
}
