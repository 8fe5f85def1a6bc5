import { z } from 'zod';
import { toDomain } from './domain';

/**
 * The canonical form of a domain pattern with the wildcards * (any text) and ? (one character): labels without wildcards as in
 * domain.ts, the others in lower-case ASCII. A domain without wildcards is a pattern too. Null for what is none.
 */
export function toDomainPattern(text: string): string | null {
  const bare = text.trim().replace(/\.$/, '');
  if (!/[*?]/.test(bare)) return toDomain(bare);
  const labels = bare.split('.').map(toLabelPattern);
  const pattern = labels.join('.');
  return labels.includes(null) || pattern.length > 253 ? null : pattern;
}

function toLabelPattern(label: string): string | null {
  const lower = label.toLowerCase();
  if (/^[a-z0-9_*?-]+$/.test(lower)) return lower;
  return lower === '' || lower.includes('*') || lower.includes('?') ? null : toDomain(label, { minimumLabels: 1 });
}

/** A domain pattern as an administrator types it; the issue's message is `domain-pattern.invalid`. */
export const domainPatternSchema = z.string().transform((text, context) => {
  const pattern = toDomainPattern(text);
  if (pattern !== null) return pattern;
  context.addIssue({ code: 'custom', message: 'domain-pattern.invalid' });
  return z.NEVER;
});
