import { z } from 'zod';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Whatever a URL parser would take for something else than a part of a host name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const NOT_IN_A_DOMAIN = /[\s\u0000-\u0020\u007f/:@%?#[\]\\<>"^`{|}]/;
const FINAL_DOT = /[.\u3002\uff0e\uff61]$/;

/**
 * The canonical form of a domain name: A-labels, lower case, no trailing dot (`Bücher.example.` -> `xn--bcher-kva.example`).
 * Null for whatever is no domain: an empty label, a URL, an address, a name over 253 octets. IDNA by UTS 46 as in the URL standard.
 */
export function toDomain(text: string, { minimumLabels = 2 } = {}): string | null {
  const bare = text.trim().replace(FINAL_DOT, '');
  if (bare === '' || NOT_IN_A_DOMAIN.test(bare)) return null;
  const lower = bare.toLowerCase();
  const ascii = /^[\x21-\x7e]+$/.test(lower) && !lower.includes('xn--') ? lower : idnaToAscii(bare);
  if (ascii === null || ascii.length > 253) return null;
  const labels = ascii.split('.');
  if (labels.length < minimumLabels || !labels.every((label) => LABEL.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : ascii;
}

function idnaToAscii(text: string): string | null {
  try {
    // A trailing label keeps the URL parser from reading the name as an IPv4 address.
    return new URL(`http://${text}.invalid`).hostname.replace(/\.invalid$/, '');
  } catch {
    return null;
  }
}

/** A domain as an administrator types it; the issue's message is `domain.invalid`. */
export const domainSchema = z.string().transform((text, context) => {
  const domain = toDomain(text);
  if (domain !== null) return domain;
  context.addIssue({ code: 'custom', message: 'domain.invalid' });
  return z.NEVER;
});
