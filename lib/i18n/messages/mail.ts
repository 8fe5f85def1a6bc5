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
    route: 'Another route …',
    return: 'Return to sender',
    delete: 'Delete',
  },
  done: {
    retry: '{count, plural, =0 {Nothing was retried} one {One delivery is retried now} other {{number} deliveries are retried now}}.',
    hold: '{count, plural, =0 {Nothing was held} one {One delivery is held} other {{number} deliveries are held}}.',
    release: '{count, plural, =0 {Nothing was released} one {One delivery is released} other {{number} deliveries are released}}.',
    route:
      '{count, plural, =0 {Nothing goes by another route} one {One delivery goes by the chosen route now} other {{number} deliveries go by the chosen route now}}.',
    return:
      '{count, plural, =0 {Nothing was returned} one {One delivery is returned to its sender} other {{number} deliveries are returned to their senders}}.',
    delete: '{count, plural, =0 {Nothing was deleted} one {One delivery is deleted} other {{number} deliveries are deleted}}.',
    undo: '{count, plural, =0 {Nothing was undone} one {One delivery is as it was before} other {{number} deliveries are as they were before}}.',
  },
  left: {
    beingDelivered:
      '{count, plural, one {One was left alone: it was being delivered just now} other {{number} were left alone: they were being delivered just now}}.',
    notPossible:
      '{count, plural, one {One was left alone: its state does not allow it} other {{number} were left alone: their state does not allow it}}.',
    undone:
      '{count, plural, one {One stays as it is: something has happened to it since} other {{number} stay as they are: something has happened to them since}}.',
  },
  undo: 'Undo',
  actionProgress: '{number} so far …',
  actionStopped: 'The action broke off. {number} were done before.',
  actionFailed: 'The action was not carried out.',
  confirm: {
    deleteTitle: '{count, plural, one {Delete one delivery?} other {Delete {number} deliveries?}}',
    deleteText:
      'The mail is not delivered and nobody is told: neither sender nor recipient. For 10 minutes you can undo it. To let the sender know, choose “Return to sender”.',
    deleteConfirm: 'Delete',
    returnTitle: '{count, plural, one {Return one delivery to its sender?} other {Return {number} deliveries to their senders?}}',
    returnText: 'The sender gets a non-delivery notification (DSN). The delivery is not tried again. This cannot be undone.',
    returnConfirm: 'Return to sender',
    recipients: 'Recipients',
    andMore: 'and {count, plural, one {one more} other {# more}}',
    allMatching: 'This concerns all that matches at this moment, also what the list does not show yet.',
    moreThan: 'more than {number}',
  },
  route: {
    title: '{count, plural, one {Send one delivery by another route} other {Send {number} deliveries by another route}}',
    text: 'Instead of where the policy sends it, the mail goes to these hosts, at once and at each further attempt, until it leaves the queue.',
    tls: 'What the rules demand of TLS holds there, too: what you choose here can only be stricter. No password is sent.',
    target: 'Where to',
    toHosts: 'To these hosts',
    asPolicy: 'Where the policy sends it (takes an earlier choice back)',
    submit: 'Send',
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
    retry: 'Jetzt versuchen',
    hold: 'Anhalten',
    release: 'Freigeben',
    route: 'Anderer Weg …',
    return: 'An Absender zurück',
    delete: 'Löschen',
  },
  done: {
    retry:
      '{count, plural, =0 {Es wird nichts erneut versucht} one {Eine Zustellung wird jetzt erneut versucht} other {{number} Zustellungen werden jetzt erneut versucht}}.',
    hold: '{count, plural, =0 {Es wurde nichts angehalten} one {Eine Zustellung ist angehalten} other {{number} Zustellungen sind angehalten}}.',
    release:
      '{count, plural, =0 {Es wurde nichts freigegeben} one {Eine Zustellung ist freigegeben} other {{number} Zustellungen sind freigegeben}}.',
    route:
      '{count, plural, =0 {Nichts nimmt einen anderen Weg} one {Eine Zustellung nimmt jetzt den gewählten Weg} other {{number} Zustellungen nehmen jetzt den gewählten Weg}}.',
    return:
      '{count, plural, =0 {Es wurde nichts zurückgesendet} one {Eine Zustellung geht an den Absender zurück} other {{number} Zustellungen gehen an die Absender zurück}}.',
    delete:
      '{count, plural, =0 {Es wurde nichts gelöscht} one {Eine Zustellung ist gelöscht} other {{number} Zustellungen sind gelöscht}}.',
    undo: '{count, plural, =0 {Es wurde nichts rückgängig gemacht} one {Eine Zustellung ist wieder wie zuvor} other {{number} Zustellungen sind wieder wie zuvor}}.',
  },
  left: {
    beingDelivered:
      '{count, plural, one {Eine blieb unberührt: Sie wird gerade zugestellt} other {{number} blieben unberührt: Sie werden gerade zugestellt}}.',
    notPossible:
      '{count, plural, one {Eine blieb unberührt: Ihr Zustand lässt es nicht zu} other {{number} blieben unberührt: Ihr Zustand lässt es nicht zu}}.',
    undone:
      '{count, plural, one {Eine bleibt, wie sie ist: Mit ihr ist inzwischen etwas geschehen} other {{number} bleiben, wie sie sind: Mit ihnen ist inzwischen etwas geschehen}}.',
  },
  undo: 'Rückgängig',
  actionProgress: 'Bisher {number} …',
  actionStopped: 'Die Aktion brach ab. {number} waren bereits ausgeführt.',
  actionFailed: 'Die Aktion wurde nicht ausgeführt.',
  confirm: {
    deleteTitle: '{count, plural, one {Eine Zustellung löschen?} other {{number} Zustellungen löschen?}}',
    deleteText:
      'Die Mail wird nicht zugestellt, und niemand erfährt davon: weder Absender noch Empfänger. 10 Minuten lang können Sie es rückgängig machen. Damit der Absender Bescheid bekommt, wählen Sie „An Absender zurück“.',
    deleteConfirm: 'Löschen',
    returnTitle:
      '{count, plural, one {Eine Zustellung an den Absender zurücksenden?} other {{number} Zustellungen an die Absender zurücksenden?}}',
    returnText:
      'Der Absender erhält eine Unzustellbarkeitsmeldung (DSN). Die Zustellung wird nicht mehr versucht. Das lässt sich nicht rückgängig machen.',
    returnConfirm: 'An Absender zurücksenden',
    recipients: 'Empfänger',
    andMore: 'und {count, plural, one {eine weitere} other {# weitere}}',
    allMatching: 'Das betrifft alles, was in diesem Augenblick passt, auch was die Liste noch nicht zeigt.',
    moreThan: 'mehr als {number}',
  },
  route: {
    title: '{count, plural, one {Eine Zustellung auf anderem Weg senden} other {{number} Zustellungen auf anderem Weg senden}}',
    text: 'Die Mail geht nicht dorthin, wohin die Richtlinie sie sendet, sondern zu diesen Hosts: sofort und bei jedem weiteren Versuch, bis sie die Warteschlange verlässt.',
    tls: 'Was die Regeln an TLS verlangen, gilt auch dort: Ihre Wahl hier kann nur strenger sein. Ein Passwort wird nicht gesendet.',
    target: 'Wohin',
    toHosts: 'Zu diesen Hosts',
    asPolicy: 'Wohin die Richtlinie sie sendet (nimmt eine frühere Wahl zurück)',
    submit: 'Senden',
  },
};

export const mail: Localised<typeof en> = { en, de };
