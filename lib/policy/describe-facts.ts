import type { Locale } from '@/lib/i18n/locales';
import { policyWords } from '@/lib/i18n/messages/policy';
import { type FactName, type Facts, type FactTypes, isFactName, isKnown, isLookupFailed, type Keyed, type LookupFailed } from './facts';
import { instantInWords } from './instants';
import { durationInWords, sizeInWords } from './words';

type Words = (typeof policyWords)[Locale]['saw'];

const asIs = (text: string | null, words: Words) => text ?? words.noDomain;
const tlsDetail = (text: string | null, words: Words) => text ?? words.notEncrypted;

const IN_WORDS: { readonly [Name in FactName]: (value: FactTypes[Name], words: Words) => string } = {
  'time.now': asIs,
  'connection.encrypted': (encrypted, words) => (encrypted ? words.encrypted : words.notEncrypted),
  'connection.tlsVersion': tlsDetail,
  'connection.tlsCipher': tlsDetail,
  'connection.clientCertificate': (certificate, words) =>
    certificate === null
      ? words.noCertificate
      : words.certificate(certificate.names.length > 0 ? certificate.names.join(', ') : certificate.sha256, certificate.verified),
  'connection.remoteIp': asIs,
  'connection.remoteHostName': (name, words) => name ?? words.noHostName,
  'connection.reverseDns': (result, words) => words.reverseDns[result],
  'connection.blockLists': (lists, words) =>
    partsInWords(lists, words, (zone, listed) => (listed ? words.listed(zone) : words.notListed(zone))),
  'connection.listener': asIs,
  'connection.localIp': asIs,
  'connection.localPort': (port, words) => words.port(port),
  'session.ehloName': asIs,
  'session.esmtp': (esmtp, words) => (esmtp ? words.esmtp : words.noEsmtp),
  'session.authenticatedUser': (user, words) => user ?? words.notAuthenticated,
  'session.messages': (count, words) => words.messages(count),
  'session.bytes': (octets, words) => words.bytes(sizeInWords(octets)),
  'envelope.sender': (sender, words) => sender ?? words.nullSender,
  'envelope.senderDomain': asIs,
  'envelope.senderIsLocal': (local, words) => (local ? words.senderIsLocal : words.senderIsNotLocal),
  'envelope.senderIsUser': (own, words) => (own ? words.senderIsUser : words.senderIsNotUser),
  'recipient.address': asIs,
  'recipient.domain': asIs,
  'recipient.relayed': (relayed, words) => (relayed ? words.relayed : words.local),
  'recipient.firstSeen': (instant, words) => words.firstSeen(instantInWords(instant)),
  'recipient.count': (count, words) => words.recipients(count),
  'message.declaredSize': (octets, words) => (octets === null ? words.noDeclaredSize : words.declared(sizeInWords(octets))),
  'message.size': sizeInWords,
  'message.headers': (headers, words) =>
    partsInWords(headers, words, (name, values) =>
      values.length === 0 ? words.noHeader(name) : values.map((value) => words.header(name, value)).join(', '),
    ),
  'message.fromDomains': (domains, words) => (domains.length === 0 ? words.noDomain : domains.join(', ')),
  'message.receivedCount': (count, words) => words.received(count),
  'checks.spf': (result, words) => words.spf(result),
  'checks.dkim': (result, words) => words.dkim(result),
  'checks.dmarc': (result, words) => words.dmarc(result),
  'queue.attempt': (number, words) => words.attempt(number),
  'queue.age': (seconds, words) => words.age(durationInWords(seconds)),
  'queue.lastErrorWasTls': (wasTls, words) => (wasTls ? words.lastErrorWasTls : words.lastErrorWasNotTls),
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

function partsInWords<Value>(fact: Keyed<Value>, words: Words, say: (key: string, value: Value) => string): string {
  const parts = Object.entries<Value | LookupFailed>(fact);
  if (parts.length === 0) return words.notYetKnown;
  return parts
    .map(([key, value]) => (isKnown<Value>(value) ? say(key, value) : `${key}: ${words.lookupFailed(value.lookupFailed)}`))
    .join(', ');
}
