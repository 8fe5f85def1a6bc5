import { type FactName, type Facts, isKnown } from './facts';

/** What an administrator may write into a text that is filled in for each message. */
export const PLACEHOLDERS = ['sender', 'sender-domain', 'recipient', 'recipient-domain', 'client', 'user', 'tls', 'rule'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** The facts that placeholders are filled in from. */
export const PLACEHOLDER_FACTS: readonly FactName[] = [
  'connection.encrypted',
  'connection.remoteIp',
  'connection.tlsVersion',
  'session.authenticatedUser',
  'envelope.sender',
  'envelope.senderDomain',
  'recipient.address',
  'recipient.domain',
];

/** A name between percent signs; a percent sign alone stands for itself. */
const PATTERN = /%([a-z][a-z-]*)%/gi;

/** The names between percent signs that mean nothing, or nothing yet where only `allowed` is known. */
export function unknownPlaceholders(text: string, allowed: readonly Placeholder[] = PLACEHOLDERS): string[] {
  return [...text.matchAll(PATTERN)].flatMap(([, name = '']) => (allowed.some((one) => one === name.toLowerCase()) ? [] : [name]));
}

/**
 * The text with its placeholders filled in, once: what a value holds is never read as a placeholder. Control characters of a value become
 * `?`, so that no value can begin a new line. What is not known, or is nobody, is `-`.
 * @param ruleName of the rule that the text belongs to
 */
export function fillPlaceholders(text: string, facts: Facts, ruleName: string): string {
  return text.replace(PATTERN, (whole, name: string) => {
    const placeholder = name.toLowerCase();
    return isPlaceholder(placeholder) ? valueFor(placeholder, facts, ruleName).replace(/\p{Cc}/gu, '?') : whole;
  });
}

function valueFor(placeholder: Placeholder, facts: Facts, ruleName: string): string {
  switch (placeholder) {
    case 'sender':
      return facts['envelope.sender'] === null ? '<>' : shown(facts['envelope.sender']);
    case 'sender-domain':
      return shown(facts['envelope.senderDomain']);
    case 'recipient':
      return shown(facts['recipient.address']);
    case 'recipient-domain':
      return shown(facts['recipient.domain']);
    case 'client':
      return shown(facts['connection.remoteIp']);
    case 'user':
      return shown(facts['session.authenticatedUser']);
    case 'tls':
      return tlsOf(facts);
    case 'rule':
      return ruleName;
  }
}

function tlsOf(facts: Facts): string {
  const version = facts['connection.tlsVersion'];
  if (isKnown(version) && version !== null) return version;
  const encrypted = facts['connection.encrypted'];
  if (!isKnown(encrypted)) return '-';
  return encrypted ? 'TLS' : 'no TLS';
}

function shown(fact: Facts[keyof Facts]): string {
  return typeof fact === 'string' ? fact : '-';
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((one) => one === name);
}
