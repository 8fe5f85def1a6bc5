import type { Locale } from '@/lib/i18n/locales';
import { hostsInWords } from '../host-list';
import { type TlsFailure, tlsFailureSchema } from '../tls-failure';
import { defineAction } from './definition';

const HOSTS = [{ host: 'relay.b.tld', port: 465 }];
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export const relayTlsFailure = defineAction({
  id: 'relay.when-tls-fails',
  category: 'relay',
  sets: 'relayTlsFailure',
  parameters: tlsFailureSchema,
  initial: { next: 'return' },
  fields: [
    {
      name: 'next',
      widget: 'choice',
      label: { en: 'When TLS fails', de: 'Wenn TLS scheitert' },
      options: [
        { value: 'retry', label: { en: 'Keep retrying until the message expires', de: 'Weiter versuchen, bis die Nachricht abläuft' } },
        { value: 'return', label: { en: 'Return to sender at once', de: 'Sofort an den Absender zurück' } },
        { value: 'other-route', label: { en: 'Use this other secure route', de: 'Diesen anderen sicheren Weg benutzen' } },
      ],
    },
    { name: 'hosts', widget: 'hosts', label: { en: 'Hosts', de: 'Hosts' }, shownWhen: { name: 'next', isOneOf: ['other-route'] } },
    {
      name: 'encryption',
      widget: 'choice',
      label: { en: 'Encryption', de: 'Verschlüsselung' },
      options: [
        { value: 'implicit', label: { en: 'SSL (implicit TLS)', de: 'SSL (implizites TLS)' } },
        { value: 'starttls', label: { en: 'STARTTLS required', de: 'STARTTLS erforderlich' } },
      ],
      shownWhen: { name: 'next', isOneOf: ['other-route'] },
    },
    {
      name: 'sha256',
      widget: 'text',
      label: { en: 'SHA-256 fingerprint of its certificate', de: 'SHA-256-Fingerabdruck seines Zertifikats' },
      shownWhen: { name: 'next', isOneOf: ['other-route'] },
      optional: true,
    },
  ],
  text: {
    en: {
      label: 'When TLS fails',
      help: 'What becomes of mail when the next hop does not meet the TLS that is demanded. It is never sent with less: the other route must meet the same certificate check and TLS profile. Where the check names a certificate or a name, the other route is checked by its own fingerprint or its host name.',
      sentence: (chosen) => `if TLS fails, ${inWords(chosen, 'en')}`,
    },
    de: {
      label: 'Wenn TLS scheitert',
      help: 'Was aus Mail wird, wenn der nächste Server das verlangte TLS nicht bietet. Mit weniger wird sie nie gesendet: Der andere Weg muss dieselbe Zertifikatsprüfung und dasselbe TLS-Profil bestehen. Nennt die Prüfung ein Zertifikat oder einen Namen, wird der andere Weg an seinem eigenen Fingerabdruck oder Hostnamen geprüft.',
      sentence: (chosen) => `wenn TLS scheitert, ${inWords(chosen, 'de')}`,
    },
  },
  value: (chosen) => chosen,
  examples: [
    { parameters: { next: 'retry' }, value: { next: 'retry' } },
    { parameters: { next: 'return' }, value: { next: 'return' } },
    {
      parameters: { next: 'other-route', hosts: HOSTS, encryption: 'implicit', sha256: null },
      value: { next: 'other-route', hosts: HOSTS, encryption: 'implicit', sha256: null },
    },
    {
      parameters: { next: 'other-route', hosts: HOSTS, encryption: 'starttls', sha256: SHA256 },
      value: { next: 'other-route', hosts: HOSTS, encryption: 'starttls', sha256: SHA256 },
    },
  ],
});

const WORDS = {
  en: {
    retry: 'keep retrying until the message expires',
    return: 'return the mail at once',
    otherRoute: (hosts: string, how: string) => `send it to ${hosts} (${how}) under the same demand`,
    how: { implicit: 'SSL', starttls: 'STARTTLS required' },
  },
  de: {
    retry: 'weiter versuchen, bis die Nachricht abläuft',
    return: 'die Mail sofort zurücksenden',
    otherRoute: (hosts: string, how: string) => `sie unter denselben Bedingungen an ${hosts} senden (${how})`,
    how: { implicit: 'SSL', starttls: 'STARTTLS erforderlich' },
  },
};

function inWords(chosen: TlsFailure, locale: Locale): string {
  const words = WORDS[locale];
  if (chosen.next !== 'other-route') return words[chosen.next];
  return words.otherRoute(hostsInWords(chosen.hosts, locale), words.how[chosen.encryption]);
}
