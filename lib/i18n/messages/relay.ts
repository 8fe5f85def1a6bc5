import type { TlsProfileName } from '@/lib/mail/tls-profile';
import type { TlsFailure } from '@/lib/policy/tls-failure';
import type { Localised } from '../locales';

/** Texts of the fields that say where mail is sent on to and how the way is protected. */
const en = {
  encryption: 'Encryption',
  encryptions: {
    plaintext: 'Never',
    opportunistic: 'If available',
    starttls: 'STARTTLS required',
    implicit: 'SSL (implicit TLS)',
  },
  encryptionHelp: {
    plaintext:
      'The message travels unencrypted, even if the host offers TLS. Only for a host on the same machine or in a protected network.',
    opportunistic: 'STARTTLS is used if the host offers it, whatever its certificate. Otherwise the message goes unencrypted.',
    starttls: 'The message is sent only after a successful STARTTLS. Otherwise it waits in the queue.',
    implicit: 'TLS from the first byte, as on port 465. Otherwise the message waits in the queue.',
  },
  certificateCheck: 'Certificate check',
  certificateChecks: {
    default: 'As set in Routing Basic Settings',
    'encrypted-only': 'None: encrypted is enough',
    trusted: 'Issued by a trusted CA',
    'trusted-and-host-name': 'Trusted CA and host name',
    name: 'Trusted CA and this name',
    fingerprint: 'This fingerprint',
    dane: 'DANE',
  },
  certificateCheckHelp: {
    default: 'Now: {check}.',
    'encrypted-only': 'Any certificate is accepted, also one of an attacker in between. Protects only against listening in.',
    trusted: 'Any certificate of a trusted CA is accepted, whatever its name.',
    'trusted-and-host-name': 'The certificate must be valid for the host that the connection goes to.',
    name: 'The certificate must be valid for the name below instead of the host’s.',
    fingerprint:
      'Exactly this certificate is accepted, also a self-signed one. A renewed certificate needs the new fingerprint here first.',
    dane: 'The TLSA records of the host, signed by DNSSEC, say which certificate is right. Without them the message waits. Needs a validating DNS resolver.',
  },
  tlsProfile: 'TLS profile',
  tlsProfiles: {
    compatible: 'Compatible',
    'rfc-9325': 'RFC 9325',
    'bsi-tr-02102-2': 'BSI TR-02102-2',
  } satisfies Record<TlsProfileName, string>,
  tlsProfileDefault: 'As set in Routing Basic Settings',
  tlsProfileHelp: {
    default: 'Now: {profile}.',
    compatible: 'TLS 1.2 or later with any cipher suite that OpenSSL counts as safe. Understood by practically every mail server.',
    'rfc-9325':
      'TLS 1.2 or later, forward secrecy and authenticated encryption (AES-GCM, ChaCha20), X25519 or NIST curves, RSA keys from 2048 bits.',
    'bsi-tr-02102-2':
      'TLS 1.2 or later as the German BSI recommends it: AES-GCM or AES-CCM, NIST or Brainpool curves, neither ChaCha20 nor X25519, RSA keys from 3000 bits.',
  } satisfies Record<TlsProfileName | 'default', string>,
  tlsFailure: 'When TLS fails',
  tlsFailures: {
    retry: 'Keep retrying until the message expires',
    return: 'Return to sender at once',
    'other-route': 'Use this other secure route',
  } satisfies Record<TlsFailure['next'], string>,
  tlsFailureHelp: {
    retry: 'A certificate that is renewed or a server that is repaired in time lets the mail through.',
    return: 'The sender hears at the first attempt that the mail was not delivered, and why.',
    'other-route':
      'The mail goes to these hosts in the same attempt, under the same certificate check and TLS profile: never with less. If they fail too, it waits.',
  } satisfies Record<TlsFailure['next'], string>,
  otherFingerprint: 'SHA-256 fingerprint of its certificate (optional)',
  otherFingerprintHelp: 'Needed where the check demands the fingerprint of another certificate.',
  signIn: 'Sign in with user and password',
  signInHelp: 'Only over TLS that meets all conditions. The password is stored encrypted and not shown again.',
  user: 'User',
  password: 'Password',
  mechanism: 'Mechanism',
  mechanisms: { any: 'PLAIN, else LOGIN', plain: 'PLAIN', login: 'LOGIN' },
  signInAs: 'Signs in as',
  name: 'Name in the certificate',
  fingerprint: 'SHA-256 fingerprint',
  fingerprintHelp: 'As OpenSSL prints it: openssl x509 -noout -fingerprint -sha256',
};

const de: typeof en = {
  encryption: 'Verschlüsselung',
  encryptions: {
    plaintext: 'Nie',
    opportunistic: 'Wenn verfügbar',
    starttls: 'STARTTLS erforderlich',
    implicit: 'SSL (implizites TLS)',
  },
  encryptionHelp: {
    plaintext:
      'Die Nachricht wird unverschlüsselt übertragen, auch wenn der Host TLS anbietet. Nur für einen Host auf derselben Maschine oder in einem geschützten Netz.',
    opportunistic:
      'STARTTLS wird verwendet, wenn der Host es anbietet, mit jedem Zertifikat. Sonst geht die Nachricht unverschlüsselt hinaus.',
    starttls: 'Die Nachricht wird nur nach erfolgreichem STARTTLS gesendet. Sonst wartet sie in der Warteschlange.',
    implicit: 'TLS ab dem ersten Byte, wie auf Port 465. Sonst wartet die Nachricht in der Warteschlange.',
  },
  certificateCheck: 'Zertifikatsprüfung',
  certificateChecks: {
    default: 'Wie in den Grundeinstellungen Weiterleitung',
    'encrypted-only': 'Keine: Verschlüsselung genügt',
    trusted: 'Von einer vertrauenswürdigen CA ausgestellt',
    'trusted-and-host-name': 'Vertrauenswürdige CA und Hostname',
    name: 'Vertrauenswürdige CA und dieser Name',
    fingerprint: 'Dieser Fingerabdruck',
    dane: 'DANE',
  },
  certificateCheckHelp: {
    default: 'Derzeit: {check}.',
    'encrypted-only': 'Jedes Zertifikat wird akzeptiert, auch das eines Angreifers auf dem Weg. Schützt nur vor dem Mitlesen.',
    trusted: 'Jedes Zertifikat einer vertrauenswürdigen CA wird akzeptiert, auf welchen Namen es auch lautet.',
    'trusted-and-host-name': 'Das Zertifikat muss für den Host gelten, zu dem die Verbindung aufgebaut wird.',
    name: 'Das Zertifikat muss für den unten genannten Namen gelten statt für den des Hosts.',
    fingerprint:
      'Genau dieses Zertifikat wird akzeptiert, auch ein selbstsigniertes. Wird es erneuert, muss hier zuerst der neue Fingerabdruck stehen.',
    dane: 'Die mit DNSSEC signierten TLSA-Einträge des Hosts sagen, welches Zertifikat das richtige ist. Ohne sie wartet die Nachricht. Setzt einen validierenden DNS-Resolver voraus.',
  },
  tlsProfile: 'TLS-Profil',
  tlsProfiles: {
    compatible: 'Kompatibel',
    'rfc-9325': 'RFC 9325',
    'bsi-tr-02102-2': 'BSI TR-02102-2',
  },
  tlsProfileDefault: 'Wie in den Grundeinstellungen Weiterleitung',
  tlsProfileHelp: {
    default: 'Derzeit: {profile}.',
    compatible: 'TLS ab 1.2 mit jeder Cipher-Suite, die OpenSSL für sicher hält. Das beherrscht praktisch jeder Mailserver.',
    'rfc-9325':
      'TLS ab 1.2, Forward Secrecy und authentisierte Verschlüsselung (AES-GCM, ChaCha20), X25519 oder NIST-Kurven, RSA-Schlüssel ab 2048 Bit.',
    'bsi-tr-02102-2':
      'TLS ab 1.2, wie das BSI es empfiehlt: AES-GCM oder AES-CCM, NIST- oder Brainpool-Kurven, weder ChaCha20 noch X25519, RSA-Schlüssel ab 3000 Bit.',
  },
  tlsFailure: 'Wenn TLS scheitert',
  tlsFailures: {
    retry: 'Weiter versuchen, bis die Nachricht abläuft',
    return: 'Sofort an den Absender zurück',
    'other-route': 'Diesen anderen sicheren Weg benutzen',
  },
  tlsFailureHelp: {
    retry: 'Wird das Zertifikat rechtzeitig erneuert oder der Server repariert, geht die Mail noch durch.',
    return: 'Der Absender erfährt beim ersten Versuch, dass die Mail nicht zugestellt wurde, und warum.',
    'other-route':
      'Die Mail geht im selben Versuch an diese Hosts, mit derselben Zertifikatsprüfung und demselben TLS-Profil: nie mit weniger. Scheitern auch sie, wartet die Mail.',
  },
  otherFingerprint: 'SHA-256-Fingerabdruck seines Zertifikats (optional)',
  otherFingerprintHelp: 'Nötig, wo die Prüfung den Fingerabdruck eines anderen Zertifikats verlangt.',
  signIn: 'Mit Benutzer und Passwort anmelden',
  signInHelp: 'Nur über TLS, das alle Bedingungen erfüllt. Das Passwort wird verschlüsselt gespeichert und nicht mehr angezeigt.',
  user: 'Benutzer',
  password: 'Passwort',
  mechanism: 'Verfahren',
  mechanisms: { any: 'PLAIN, sonst LOGIN', plain: 'PLAIN', login: 'LOGIN' },
  signInAs: 'Meldet sich an als',
  name: 'Name im Zertifikat',
  fingerprint: 'SHA-256-Fingerabdruck',
  fingerprintHelp: 'Wie OpenSSL ihn ausgibt: openssl x509 -noout -fingerprint -sha256',
};

export const relay: Localised<typeof en> = { en, de };
