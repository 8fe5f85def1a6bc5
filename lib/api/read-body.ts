/** Octets that a request's body may have; the largest rule with its lists stays far below. */
const LARGEST_BODY = 1024 * 1024;

export type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'malformed' | 'too-large' };

/** Reads a JSON body, never more of it than allowed. */
export async function readBody(request: Request): Promise<Body> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return { kind: 'too-large' };
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > LARGEST_BODY) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    const value: unknown = JSON.parse(text);
    return { kind: 'json', value };
  } catch {
    return { kind: 'malformed' };
  }
}
