import type { Locale } from '@/lib/i18n/locales';
import { differenceWords } from '@/lib/i18n/messages/difference';
import { relay } from '@/lib/i18n/messages/relay';
import type { CertificateCheck } from '@/lib/mail/tls-level';
import type { Authentication } from '../authentication';
import type { RelayTarget } from '../relay-target';
import { type Facet, facet } from './facet';

/** A certificate check as the forms call it, with the name or fingerprint that it asks for; null: the default. */
export function certificateCheckInWords(check: CertificateCheck | null, locale: Locale): string {
  const words = relay[locale].certificateChecks;
  if (check === null) return words.default;
  switch (check.kind) {
    case 'name':
      return `${words.name}: ${check.name}`;
    case 'fingerprint':
      return `${words.fingerprint}: ${check.sha256}`;
    default:
      return words[check.kind];
  }
}

/** With the beginning of the id of the password, so that another one shows as a difference. */
function signInInWords({ user, password }: Authentication, locale: Locale): string {
  return password.kind === 'stored' ? differenceWords[locale].storedPassword(user, password.id.slice(0, 8)) : user;
}

/** A configured next hop: its hosts under `label`, one a line, and how the connection is protected. */
export function relayTargetFacets(
  label: string,
  { hosts, encryption, certificateCheck, authentication }: RelayTarget,
  locale: Locale,
): Facet[] {
  const words = relay[locale];
  return [
    facet(label, ...hosts.map(({ host, port }) => (port === null ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`))),
    facet(words.encryption, words.encryptions[encryption]),
    ...(encryption === 'starttls' || encryption === 'implicit'
      ? [facet(words.certificateCheck, certificateCheckInWords(certificateCheck, locale))]
      : []),
    ...(authentication === null ? [] : [facet(words.signInAs, signInInWords(authentication, locale))]),
  ];
}
