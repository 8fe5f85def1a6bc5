import type { RECIPIENT_STATES } from '@/lib/api/contracts/mail';
import type { TlsLevel } from '@/lib/mail/tls-level';
import type { FailureReason } from '@/lib/queue/failure';
import type { Localised } from '../locales';

type RecipientState = (typeof RECIPIENT_STATES)[number];

/** Words for what happens to mail, shared by the queue and the messages: each list is complete by its type. */
const en = {
  states: {
    refused: 'Refused',
    discarded: 'Discarded',
    redirected: 'Redirected',
    pending: 'Due now',
    active: 'Being delivered',
    deferred: 'Waiting',
    held: 'Held',
    delivered: 'Delivered',
    bounced: 'Undeliverable',
    expired: 'Expired',
    deleted: 'Deleted',
  } satisfies Record<RecipientState, string>,
  reasons: {
    'dns-failure': 'The domain could not be looked up (DNS failure)',
    'no-such-domain': 'The domain does not exist',
    'null-mx': 'The domain does not accept mail (null MX)',
    'connect-failed': 'No connection to the next hop',
    'connection-lost': 'The connection broke off',
    timeout: 'The next hop did not answer in time',
    'peer-refused-for-now': 'The next hop refused the mail for now',
    'peer-refused': 'The next hop refused the mail for good',
    'starttls-not-offered': 'The next hop does not offer STARTTLS',
    'tls-handshake-failed': 'The TLS handshake failed',
    'peer-speaks-plaintext': 'The next hop speaks plaintext where TLS was expected',
    'tls-below-profile': 'The next hop’s TLS is below the demanded profile',
    'certificate-expired': 'The next hop’s certificate has expired',
    'certificate-not-trusted': 'The next hop’s certificate is not from a trusted CA',
    'certificate-name-mismatch': 'The next hop’s certificate is for another name',
    'certificate-fingerprint-mismatch': 'The next hop’s certificate has another fingerprint',
    'dane-mismatch': 'The next hop’s certificate does not match its TLSA records (DANE)',
    'dane-not-available': 'The next hop has no signed TLSA records (DANE)',
    'source-address-unusable': 'The next hop cannot be reached from the local address that is set',
    'authentication-failed': 'Signing in to the next hop failed',
    'smtputf8-not-offered': 'The next hop cannot take internationalised addresses (SMTPUTF8)',
    'eight-bit-not-offered': 'The next hop cannot take 8-bit content (8BITMIME)',
    'message-too-large': 'The message is too large for the next hop',
    loop: 'The mail runs in a loop',
    'policy-unknown': 'The routing could not be determined',
    expired: 'Not delivered within the queue lifetime',
    'returned-by-administrator': 'Returned by an administrator',
    internal: 'Internal error of the gateway',
  } satisfies Record<FailureReason, string>,
  reasonUnknown: 'Not delivered',
  levels: {
    none: 'Not encrypted',
    encrypted: 'Encrypted',
    trusted: 'Encrypted, trusted CA',
    'name-verified': 'Encrypted, name verified',
    pinned: 'Encrypted, pinned certificate',
    dane: 'Encrypted, DANE',
  } satisfies Record<TlsLevel, string>,
  plaintext: 'Plaintext',
  plaintextLong: 'Not encrypted',
  nullSender: 'Null sender',
  nullSenderHelp: 'Used for bounces and other automatic replies (MAIL FROM:<>).',
  actions: {
    retry: 'Retry now',
    hold: 'Hold',
    release: 'Release',
    return: 'Return to sender',
    delete: 'Delete',
  },
  done: {
    retry: '{count, plural, =0 {Nothing was retried} one {One delivery is retried now} other {# deliveries are retried now}}.',
    hold: '{count, plural, =0 {Nothing was held} one {One delivery is held} other {# deliveries are held}}.',
    release: '{count, plural, =0 {Nothing was released} one {One delivery is released} other {# deliveries are released}}.',
    return:
      '{count, plural, =0 {Nothing was returned} one {One delivery is returned to its sender} other {# deliveries are returned to their senders}}.',
    delete: '{count, plural, =0 {Nothing was deleted} one {One delivery is deleted} other {# deliveries are deleted}}.',
  },
  untouched:
    '{count, plural, one {One was} other {# were}} in a state that does not allow it: being delivered just now, or already finished.',
  actionFailed: 'The action was not carried out.',
  confirm: {
    deleteTitle: '{count, plural, one {Delete one delivery?} other {Delete # deliveries?}}',
    deleteText:
      'The mail is not delivered and nobody is told: neither sender nor recipient. This cannot be undone. To let the sender know, choose “Return to sender”.',
    deleteConfirm: 'Delete for good',
    returnTitle: '{count, plural, one {Return one delivery to its sender?} other {Return # deliveries to their senders?}}',
    returnText:
      'The sender gets a delivery status notification saying that the mail was not delivered. It is not tried again. This cannot be undone.',
    returnConfirm: 'Return to sender',
    recipients: 'Recipients',
    andMore: 'and {count, plural, one {one more} other {# more}}',
  },
};

const de: typeof en = {
  states: {
    refused: 'Abgelehnt',
    discarded: 'Verworfen',
    redirected: 'Umgeleitet',
    pending: 'Jetzt fällig',
    active: 'Wird zugestellt',
    deferred: 'Wartet',
    held: 'Angehalten',
    delivered: 'Zugestellt',
    bounced: 'Unzustellbar',
    expired: 'Abgelaufen',
    deleted: 'Gelöscht',
  },
  reasons: {
    'dns-failure': 'Die Domain konnte nicht aufgelöst werden (DNS-Fehler)',
    'no-such-domain': 'Die Domain existiert nicht',
    'null-mx': 'Die Domain nimmt keine Mail an (Null-MX)',
    'connect-failed': 'Keine Verbindung zum nächsten Hop',
    'connection-lost': 'Die Verbindung ist abgebrochen',
    timeout: 'Der nächste Hop hat nicht rechtzeitig geantwortet',
    'peer-refused-for-now': 'Der nächste Hop hat die Mail vorläufig abgelehnt',
    'peer-refused': 'Der nächste Hop hat die Mail endgültig abgelehnt',
    'starttls-not-offered': 'Der nächste Hop bietet kein STARTTLS an',
    'tls-handshake-failed': 'Der TLS-Handshake ist fehlgeschlagen',
    'peer-speaks-plaintext': 'Der nächste Hop spricht Klartext, wo TLS erwartet wurde',
    'tls-below-profile': 'Das TLS des nächsten Hops bleibt unter dem verlangten Profil',
    'certificate-expired': 'Das Zertifikat des nächsten Hops ist abgelaufen',
    'certificate-not-trusted': 'Das Zertifikat des nächsten Hops stammt von keiner vertrauenswürdigen CA',
    'certificate-name-mismatch': 'Das Zertifikat des nächsten Hops lautet auf einen anderen Namen',
    'certificate-fingerprint-mismatch': 'Das Zertifikat des nächsten Hops hat einen anderen Fingerabdruck',
    'dane-mismatch': 'Das Zertifikat des nächsten Hops passt nicht zu seinen TLSA-Einträgen (DANE)',
    'dane-not-available': 'Der nächste Hop hat keine signierten TLSA-Einträge (DANE)',
    'source-address-unusable': 'Der nächste Hop ist von der eingestellten lokalen Adresse aus nicht erreichbar',
    'authentication-failed': 'Die Anmeldung am nächsten Hop ist fehlgeschlagen',
    'smtputf8-not-offered': 'Der nächste Hop nimmt keine internationalisierten Adressen an (SMTPUTF8)',
    'eight-bit-not-offered': 'Der nächste Hop nimmt keine 8-Bit-Inhalte an (8BITMIME)',
    'message-too-large': 'Die Nachricht ist zu groß für den nächsten Hop',
    loop: 'Die Mail läuft im Kreis',
    'policy-unknown': 'Die Weiterleitung konnte nicht bestimmt werden',
    expired: 'Innerhalb der Verweildauer nicht zugestellt',
    'returned-by-administrator': 'Von der Administration zurückgesendet',
    internal: 'Interner Fehler des Gateways',
  },
  reasonUnknown: 'Nicht zugestellt',
  levels: {
    none: 'Unverschlüsselt',
    encrypted: 'Verschlüsselt',
    trusted: 'Verschlüsselt, vertrauenswürdige CA',
    'name-verified': 'Verschlüsselt, Name geprüft',
    pinned: 'Verschlüsselt, festgelegtes Zertifikat',
    dane: 'Verschlüsselt, DANE',
  },
  plaintext: 'Klartext',
  plaintextLong: 'Unverschlüsselt',
  nullSender: 'Leerer Absender',
  nullSenderHelp: 'Für Unzustellbarkeitsmeldungen und andere automatische Antworten (MAIL FROM:<>).',
  actions: {
    retry: 'Jetzt erneut versuchen',
    hold: 'Anhalten',
    release: 'Freigeben',
    return: 'An Absender zurück',
    delete: 'Löschen',
  },
  done: {
    retry:
      '{count, plural, =0 {Es wird nichts erneut versucht} one {Eine Zustellung wird jetzt erneut versucht} other {# Zustellungen werden jetzt erneut versucht}}.',
    hold: '{count, plural, =0 {Es wurde nichts angehalten} one {Eine Zustellung ist angehalten} other {# Zustellungen sind angehalten}}.',
    release:
      '{count, plural, =0 {Es wurde nichts freigegeben} one {Eine Zustellung ist freigegeben} other {# Zustellungen sind freigegeben}}.',
    return:
      '{count, plural, =0 {Es wurde nichts zurückgesendet} one {Eine Zustellung geht an den Absender zurück} other {# Zustellungen gehen an die Absender zurück}}.',
    delete: '{count, plural, =0 {Es wurde nichts gelöscht} one {Eine Zustellung ist gelöscht} other {# Zustellungen sind gelöscht}}.',
  },
  untouched:
    'Bei {count, plural, one {einer} other {#}} ließ der Zustand es nicht zu: Sie wird gerade zugestellt oder ist schon abgeschlossen.',
  actionFailed: 'Die Aktion wurde nicht ausgeführt.',
  confirm: {
    deleteTitle: '{count, plural, one {Eine Zustellung löschen?} other {# Zustellungen löschen?}}',
    deleteText:
      'Die Mail wird nicht zugestellt, und niemand erfährt davon: weder Absender noch Empfänger. Das lässt sich nicht rückgängig machen. Damit der Absender Bescheid bekommt, wählen Sie „An Absender zurück“.',
    deleteConfirm: 'Endgültig löschen',
    returnTitle:
      '{count, plural, one {Eine Zustellung an den Absender zurücksenden?} other {# Zustellungen an die Absender zurücksenden?}}',
    returnText:
      'Der Absender erhält eine Unzustellbarkeitsmeldung (DSN). Die Zustellung wird nicht mehr versucht. Das lässt sich nicht rückgängig machen.',
    returnConfirm: 'An Absender zurücksenden',
    recipients: 'Empfänger',
    andMore: 'und {count, plural, one {eine weitere} other {# weitere}}',
  },
};

export const mail: Localised<typeof en> = { en, de };
