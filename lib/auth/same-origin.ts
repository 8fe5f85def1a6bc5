/**
 * Whether a write was sent by a page of this console, or by a program that is no browser. Browsers send Origin with every request that
 * changes something, and Sec-Fetch-Site where they can; a page of another site can forge neither (Fetch standard, forbidden headers).
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.get('origin');
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get('host');
}
