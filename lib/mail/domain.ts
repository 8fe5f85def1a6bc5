import { z } from 'zod';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * The canonical form of a domain name: A-labels, lower case, no trailing dot (`Bücher.example.` -> `xn--bcher-kva.example`).
 * Null for whatever is no domain: an empty label, a URL, an address, a name over 253 octets. IDNA by UTS 46 as in the URL standard.
 */
export function toDomain(text: string, { minimumLabels = 2 } = {}): string | null {
  const bare = text.trim().replace(/[.\u3002]$/, '');
  if (bare === '' || /[\s/:@%?#[\]\\<>"^`{|}]/.test(bare)) return null;
  const ascii = /^[\x21-\x7e]+$/.test(bare) && !bare.toLowerCase().includes('xn--') ? bare.toLowerCase() : idnaToAscii(bare);
  if (ascii === null || ascii.length > 253) return null;
  const labels = ascii.split('.');
  if (labels.length < minimumLabels || !labels.every((label) => LABEL.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : ascii;
}

function idnaToAscii(text: string): string | null {
  // A trailing label keeps the URL parser from reading the name as an IPv4 address.
  const url = URL.parse?.(`http://${text}.invalid`) ?? null;
  return url === null ? null : url.hostname.replace(/\.invalid$/, '');
}

/** A domain as an administrator types it; the issue's message is `domain.invalid`. */
export const domainSchema = z.string().transform((text, context) => {
  const domain = toDomain(text);
  if (domain !== null) return domain;
  context.addIssue({ code: 'custom', message: 'domain.invalid' });
  return z.NEVER;
});
