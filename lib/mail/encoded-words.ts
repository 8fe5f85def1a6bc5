const ENCODED_WORD = /=\?([A-Za-z0-9_-]+)(?:\*[A-Za-z-]+)?\?([BbQq])\?([^?\s]*)\?=/g;
/** White space between two encoded words separates nothing (RFC 2047 6.2). */
const BETWEEN = /(\?=)\s+(?==\?[A-Za-z0-9_-]+(?:\*[A-Za-z-]+)?\?[BbQq]\?)/g;

/** The text of an unstructured header field with its encoded words decoded (RFC 2047). What cannot be decoded stays as it is. */
export function decodeEncodedWords(text: string): string {
  return text.replace(BETWEEN, '$1').replace(ENCODED_WORD, (word, charset: string, encoding: string, encoded: string) => {
    const octets = encoding.toUpperCase() === 'B' ? fromBase64(encoded) : fromQuoted(encoded);
    return (octets === null ? null : decode(charset, octets)) ?? word;
  });
}

function fromBase64(encoded: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** RFC 2047 4.2. */
function fromQuoted(encoded: string): Uint8Array {
  const plain = encoded.replace(/_/g, ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function decode(charset: string, octets: Uint8Array): string | null {
  try {
    // Nobody puts a line end or an escape sequence into what is shown.
    return new TextDecoder(charset).decode(octets).replace(/\p{Cc}+/gu, ' ');
  } catch {
    return null;
  }
}
