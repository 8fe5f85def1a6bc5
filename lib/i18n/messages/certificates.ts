import type { Localised } from '../locales';

const en = {
  title: 'Certificates',
  description: 'What the listeners of this gateway show to clients that encrypt.',
  selfSigned: 'Self-signed',
  valid: 'Valid',
  expired: 'Expired',
  notYetValid: 'Not yet valid',
  expiresSoon: '{days, plural, one {Expires in one day} other {Expires in # days}}',
  validity: 'Validity',
  validFromTo: '{from} to {to}',
  daysLeft: '{days, plural, one {one day left} other {# days left}}',
  fingerprint: 'SHA-256 fingerprint',
  copyFingerprint: 'Copy the fingerprint',
  hostname: 'Host name',
  why: 'What a self-signed certificate means',
  whyText: 'This gateway made this certificate itself at its first start. It encrypts as well as any other, but nobody vouches for it.',
  works: 'Senders with opportunistic TLS, which is most of the Internet, deliver encrypted as usual.',
  fails:
    'A partner who verifies certificates refuses the connection, and its mail does not arrive. Mail programs that sign in on the submission port warn their users.',
  whatToDo: 'What to do',
  doPin: 'With partners who verify: give them this fingerprint, so that they pin it. That is even stricter than a CA’s certificate.',
  doName: 'Check the host name above: it must be the name in your MX record. It is set as MAIL_HOSTNAME when the worker is started.',
  outbound: 'Outgoing mail is not concerned: there the certificates of the partners are checked, not this one.',
  emptyTitle: 'No certificate yet',
  emptyText: 'The first SMTP worker makes one when it starts. Start a worker with “npm run worker”, then look again.',
};

const de: typeof en = {
  title: 'Zertifikate',
  description: 'Was die Listener dieses Gateways Clients zeigen, die verschlüsseln.',
  selfSigned: 'Selbstsigniert',
  valid: 'Gültig',
  expired: 'Abgelaufen',
  notYetValid: 'Noch nicht gültig',
  expiresSoon: '{days, plural, one {Läuft in einem Tag ab} other {Läuft in # Tagen ab}}',
  validity: 'Gültigkeit',
  validFromTo: '{from} bis {to}',
  daysLeft: '{days, plural, one {noch ein Tag} other {noch # Tage}}',
  fingerprint: 'SHA-256-Fingerabdruck',
  copyFingerprint: 'Fingerabdruck kopieren',
  hostname: 'Hostname',
  why: 'Was ein selbstsigniertes Zertifikat bedeutet',
  whyText:
    'Dieses Gateway hat das Zertifikat beim ersten Start selbst erzeugt. Es verschlüsselt so gut wie jedes andere, aber niemand bürgt dafür.',
  works: 'Absender mit opportunistischem TLS, also der größte Teil des Internets, liefern wie gewohnt verschlüsselt ein.',
  fails:
    'Ein Partner, der Zertifikate prüft, lehnt die Verbindung ab, und seine Mail kommt nicht an. Mailprogramme, die sich am Submission-Port anmelden, warnen ihre Benutzer.',
  whatToDo: 'Was zu tun ist',
  doPin:
    'Bei Partnern, die prüfen: Nennen Sie ihnen diesen Fingerabdruck, damit sie ihn fest hinterlegen (Pinning). Das ist sogar strenger als das Zertifikat einer CA.',
  doName:
    'Prüfen Sie den Hostnamen oben: Er muss der Name in Ihrem MX-Eintrag sein. Er wird beim Start des Workers als MAIL_HOSTNAME gesetzt.',
  outbound: 'Ausgehende Mail ist nicht betroffen: Dort werden die Zertifikate der Partner geprüft, nicht dieses.',
  emptyTitle: 'Noch kein Zertifikat',
  emptyText:
    'Der erste SMTP-Worker erzeugt eines, wenn er startet. Starten Sie einen Worker mit „npm run worker“ und sehen Sie dann noch einmal nach.',
};

export const certificates: Localised<typeof en> = { en, de };
