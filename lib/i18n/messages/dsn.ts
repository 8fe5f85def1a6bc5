import type { Localised } from '../locales';

interface DsnTexts {
  /** ASCII: it stands in a header. */
  readonly failedSubject: string;
  readonly relayedSubject: string;
  readonly from: (host: string) => string;
  readonly failed: string;
  readonly relayed: string;
  readonly detail: (detail: string) => string;
  readonly nextHop: (host: string) => string;
  readonly tls: (demanded: string, achieved: string) => string;
  readonly nothing: string;
  readonly rules: (rules: string) => string;
  readonly rule: (order: number, name: string) => string;
  readonly notRetried: string;
}

/** What a delivery status notification says to people; a mail has no reader's language, so it says it in all. */
export const dsn: Localised<DsnTexts> = {
  en: {
    failedSubject: 'Undelivered mail',
    relayedSubject: 'Mail relayed',
    from: (host) => `This is an automatic message of the mail gateway ${host}.`,
    failed: 'Your message could not be delivered to:',
    relayed: 'Your message was handed to the next mail server, which does not report its delivery:',
    detail: (detail) => `Details: ${detail}`,
    nextHop: (host) => `Next mail server: ${host}`,
    tls: (demanded, achieved) => `Encryption demanded: ${demanded}. Achieved: ${achieved}.`,
    nothing: 'no connection',
    rules: (rules) => `Decided by ${rules}.`,
    rule: (order, name) => `rule ${order} “${name}”`,
    notRetried: 'It is not tried again.',
  },
  de: {
    failedSubject: 'Unzustellbare Nachricht',
    relayedSubject: 'Nachricht weitergereicht',
    from: (host) => `Dies ist eine automatische Nachricht des Mail-Gateways ${host}.`,
    failed: 'Ihre Nachricht konnte nicht zugestellt werden an:',
    relayed: 'Ihre Nachricht wurde an den nächsten Mailserver übergeben, der ihre Zustellung nicht meldet:',
    detail: (detail) => `Einzelheiten (englisch): ${detail}`,
    nextHop: (host) => `Nächster Mailserver: ${host}`,
    tls: (demanded, achieved) => `Verlangte Verschlüsselung: ${demanded}. Erreicht: ${achieved}.`,
    nothing: 'keine Verbindung',
    rules: (rules) => `Bestimmt durch ${rules}.`,
    rule: (order, name) => `Regel ${order} „${name}“`,
    notRetried: 'Die Zustellung wird nicht erneut versucht.',
  },
};
