import type { Localised } from '../locales';

interface DsnTexts {
  /** ASCII: it stands in a header. */
  readonly subject: OfEvent;
  readonly from: (host: string) => string;
  readonly about: OfEvent;
  readonly detail: (detail: string) => string;
  readonly nextHop: (host: string) => string;
  readonly tls: (demanded: string, achieved: string) => string;
  readonly nothing: string;
  /** Dates as 2026-11-24. */
  readonly certificate: (of: { holder: string; issuer: string; from: string; until: string; sha256: string }) => string;
  readonly moreNames: (names: string, further: number) => string;
  readonly nameless: string;
  readonly rules: (rules: string) => string;
  readonly rule: (order: number, name: string) => string;
  readonly further: Omit<OfEvent, 'relayed'>;
}

interface OfEvent {
  readonly failed: string;
  readonly delayed: string;
  readonly relayed: string;
}

/** What a delivery status notification says to people; a mail has no reader's language, so it says it in all. */
export const dsn: Localised<DsnTexts> = {
  en: {
    subject: { failed: 'Undelivered mail', delayed: 'Mail delayed', relayed: 'Mail relayed' },
    from: (host) => `This is an automatic message of the mail gateway ${host}.`,
    about: {
      failed: 'Your message could not be delivered to:',
      delayed: 'Your message could not be delivered yet to:',
      relayed: 'Your message was handed to the next mail server, which does not report its delivery:',
    },
    detail: (detail) => `Details: ${detail}`,
    nextHop: (host) => `Next mail server: ${host}`,
    tls: (demanded, achieved) => `Encryption demanded: ${demanded}. Achieved: ${achieved}.`,
    nothing: 'no connection',
    certificate: ({ holder, issuer, from, until, sha256 }) =>
      `Its certificate: for ${holder}, issued by ${issuer}, valid from ${from} until ${until}, SHA-256 fingerprint ${sha256}.`,
    moreNames: (names, further) => `${names} and ${further} more`,
    nameless: 'nobody by name',
    rules: (rules) => `Decided by ${rules}.`,
    rule: (order, name) => `rule ${order} “${name}”`,
    further: {
      failed: 'It is not tried again.',
      delayed: 'It is tried again. You need not send it once more; if it cannot be delivered in the end, you will be told.',
    },
  },
  de: {
    subject: { failed: 'Unzustellbare Nachricht', delayed: 'Nachricht noch nicht zugestellt', relayed: 'Nachricht weitergereicht' },
    from: (host) => `Dies ist eine automatische Nachricht des Mail-Gateways ${host}.`,
    about: {
      failed: 'Ihre Nachricht konnte nicht zugestellt werden an:',
      delayed: 'Ihre Nachricht konnte noch nicht zugestellt werden an:',
      relayed: 'Ihre Nachricht wurde an den nächsten Mailserver übergeben, der ihre Zustellung nicht meldet:',
    },
    detail: (detail) => `Einzelheiten (englisch): ${detail}`,
    nextHop: (host) => `Nächster Mailserver: ${host}`,
    tls: (demanded, achieved) => `Verlangte Verschlüsselung: ${demanded}. Erreicht: ${achieved}.`,
    nothing: 'keine Verbindung',
    certificate: ({ holder, issuer, from, until, sha256 }) =>
      `Sein Zertifikat: für ${holder}, ausgestellt von ${issuer}, gültig vom ${from} bis ${until}, SHA-256-Fingerabdruck ${sha256}.`,
    moreNames: (names, further) => `${names} und ${further} weitere`,
    nameless: 'niemanden mit Namen',
    rules: (rules) => `Bestimmt durch ${rules}.`,
    rule: (order, name) => `Regel ${order} „${name}“`,
    further: {
      failed: 'Die Zustellung wird nicht erneut versucht.',
      delayed:
        'Die Zustellung wird weiter versucht. Sie brauchen die Nachricht nicht noch einmal zu senden; gelingt es am Ende nicht, erfahren Sie es.',
    },
  },
};
