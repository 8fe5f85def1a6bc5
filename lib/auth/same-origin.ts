/**
 * Whether a write was sent by a page of this console, or by a program that is no browser. A page of another site can forge none of the
 * headers asked for (Fetch standard: Sec-Fetch-Site and Origin are forbidden to scripts, X-Forwarded-Host would need our consent first).
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  // Sent over https and to localhost; it holds whatever a proxy between does to Host.
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (origin === null) return true;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === headers.get('host') || host === headers.get('x-forwarded-host');
}
