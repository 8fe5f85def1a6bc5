/** Name and password as a client sent them. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Decodes strictly (RFC 4648 4); null for what is no base64 or no UTF-8. A lone `=` is the empty response (RFC 4954 4). */
export function decodeResponse(text: string): string | null {
  if (text === '=') return '';
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return null;
  }
}

/** The message of SASL PLAIN (RFC 4616 2): authorisation identity, name, password. Nobody may act for another. */
export function plainCredentials(message: string): Credentials | null {
  const [authorisation, name, password, ...more] = message.split('\0');
  if (authorisation === undefined || !name || !password || more.length > 0) return null;
  return authorisation === '' || authorisation === name ? { name, password } : null;
}
