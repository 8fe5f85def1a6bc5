import type { Locale } from '@/lib/i18n/locales';
import { basicSettings } from '@/lib/i18n/messages/basic-settings';
import { differenceWords } from '@/lib/i18n/messages/difference';
import { relay } from '@/lib/i18n/messages/relay';
import { relayTlsFailure } from '../actions/relay-tls-failure';
import type { AcceptanceSettings, RoutingSettings } from '../basic-settings';
import { capitalised } from '../describe';
import { sizeInWords } from '../words';
import { durationInWords } from './duration';
import { type Facet, facet } from './facet';
import { certificateCheckInWords, relayTargetFacets } from './relay-words';

/** How each field of a settings page is said. A field that is added to the page must be added here. */
type Sayings<Settings> = { readonly [Name in keyof Settings]-?: (value: Settings[Name]) => readonly Facet[] };

/** Page "Acceptance Basic Settings", field by field, with the labels of the page. */
export function acceptanceFacets(settings: AcceptanceSettings, locale: Locale): Facet[] {
  const labels = basicSettings[locale].acceptance;
  const words = differenceWords[locale];
  return facetsOf<AcceptanceSettings>(settings, {
    maxMessageSize: (octets) => [facet(labels.maxMessageSize, sizeInWords(octets))],
    maxRecipients: (count) => [facet(labels.maxRecipients, String(count))],
    maxReceivedHeaders: (count) => [facet(labels.maxReceivedHeaders, String(count))],
    maxConnectionsPerClient: (count) => [facet(labels.maxConnectionsPerClient, String(count))],
    maxErrorsPerSession: (count) => [facet(labels.maxErrorsPerSession, String(count))],
    idleTimeout: (seconds) => [facet(labels.idleTimeout, durationInWords(seconds, locale))],
    banner: (text) => [facet(labels.banner, text === '' ? words.none : text)],
    offer: (offer) =>
      facetsOf<AcceptanceSettings['offer']>(offer, {
        starttls: (on) => [facet(labels.offers.starttls, on ? words.on : words.off)],
        pipelining: (on) => [facet(labels.offers.pipelining, on ? words.on : words.off)],
        eightBitMime: (on) => [facet(labels.offers.eightBitMime, on ? words.on : words.off)],
        smtpUtf8: (on) => [facet(labels.offers.smtpUtf8, on ? words.on : words.off)],
        dsn: (on) => [facet(labels.offers.dsn, on ? words.on : words.off)],
        chunking: (on) => [facet(labels.offers.chunking, on ? words.on : words.off)],
      }),
  });
}

/** Page "Routing Basic Settings", field by field, with the labels of the page. */
export function routingFacets(settings: RoutingSettings, locale: Locale): Facet[] {
  const labels = basicSettings[locale].routing;
  const words = differenceWords[locale];
  return facetsOf<RoutingSettings>(settings, {
    relayNetworks: (networks) => [facet(labels.relayNetworks, ...(networks.length === 0 ? [words.none] : networks))],
    retryDelays: (delays) => [facet(labels.retries, ...delays.map((seconds) => durationInWords(seconds, locale)))],
    queueLifetime: (seconds) => [facet(labels.queueLifetime, durationInWords(seconds, locale))],
    delayWarning: (seconds) => [facet(labels.delayWarning, seconds === null ? words.none : durationInWords(seconds, locale))],
    perNextHop: (limits) =>
      facetsOf<RoutingSettings['perNextHop']>(limits, {
        connections: (count) => [facet(labels.perNextHop.connections, String(count))],
        messagesPerConnection: (count) => [facet(labels.perNextHop.messagesPerConnection, String(count))],
        messagesPerMinute: (count) => [facet(labels.perNextHop.messagesPerMinute, count === null ? words.none : String(count))],
      }),
    defaultCertificateCheck: (check) => [facet(labels.defaultCheck, certificateCheckInWords(check, locale))],
    defaultTlsProfile: (profile) => [facet(labels.defaultProfile, relay[locale].tlsProfiles[profile])],
    tlsFailure: (failure) => [facet(relay[locale].tlsFailure, capitalised(relayTlsFailure.sentence(failure, locale) ?? ''))],
    defaultStarttls: (use) => [facet(labels.defaultStarttls, labels.starttls[use])],
    sourceAddress: (address) => [facet(labels.sourceAddress, address ?? words.none)],
    smartHost: (target) => (target === null ? [facet(labels.smartHost, words.none)] : relayTargetFacets(labels.smartHost, target, locale)),
  });
}

function facetsOf<Settings extends object>(settings: Settings, sayings: Sayings<Settings>): Facet[] {
  const facets: Facet[] = [];
  for (const name in sayings) facets.push(...sayings[name](settings[name]));
  return facets;
}
