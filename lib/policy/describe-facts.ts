import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { type FactName, type Facts, type FactTypes, isFactName, isKnown, isLookupFailed } from './facts';
import { sizeInWords } from './words';

type Words = (typeof policyWords)[Locale]['saw'];

const asIs = (text: string | null, words: Words) => text ?? words.noDomain;

const IN_WORDS: { readonly [Name in FactName]: (value: FactTypes[Name], words: Words) => string } = {
  'time.now': asIs,
  'connection.encrypted': (encrypted, words) => (encrypted ? words.encrypted : words.notEncrypted),
  'connection.remoteIp': asIs,
  'session.authenticatedUser': (user, words) => user ?? words.notAuthenticated,
  'envelope.sender': (sender, words) => sender ?? words.nullSender,
  'envelope.senderDomain': asIs,
  'recipient.address': asIs,
  'recipient.domain': asIs,
  'recipient.relayed': (relayed, words) => (relayed ? words.relayed : words.local),
  'message.size': sizeInWords,
};

/** What a condition saw: "mydomain.tld", "not encrypted"; "not yet known" where it saw nothing. */
export function describeFacts(facts: Facts, locale: Locale): string {
  const words = policyWords[locale].saw;
  const names = Object.keys(facts).filter(isFactName);
  return names.length === 0 ? words.notYetKnown : names.map((name) => describeFact(name, facts, words)).join(', ');
}

function describeFact<Name extends FactName>(name: Name, facts: Facts, words: Words): string {
  const value: Facts[Name] = facts[name];
  if (isKnown<FactTypes[Name]>(value)) return IN_WORDS[name](value, words);
  return isLookupFailed(value) ? words.lookupFailed(value.lookupFailed) : words.notYetKnown;
}
