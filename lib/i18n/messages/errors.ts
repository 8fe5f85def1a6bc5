import type { Localised } from '../locales';

/**
 * What can be wrong with a value, by error code. Schemas use the codes as messages of their issues; the API sends them in
 * `invalid_params`; the console shows the text at the field.
 */
const en = {
  'value.invalid': 'This value is not accepted. Choose or enter another.',
  'value.missing': 'Fill in this field.',
  'name.empty': 'Enter a name.',
  'name.too-long': 'Use at most 64 characters.',
  'name.control-characters': 'Remove the line breaks and control characters.',
  'name.taken': 'This name is already in use. Choose another.',
  'domain.invalid': 'This is not a domain name. Write it like example.com.',
  'domain.taken': 'This domain is already in the list.',
  'domain-pattern.invalid': 'This is not a domain pattern. Write it like *.example.com.',
  'address.invalid': 'This is not an e-mail address. Write it like name@example.com.',
  'ip.invalid': 'This is not an IP address. Write it like 192.0.2.7.',
  'network.invalid': 'This is not an address, network or range. Write it like 192.0.2.7, 192.0.2.0/24 or 192.0.2.10-192.0.2.20.',
  'host.invalid': 'This is not a host. Enter a host name such as mail.example.com or an IP address.',
  'headers.invalid': 'A line is no header. Write one a line, like Subject: hello; lines that go on begin with a space.',
  'header-name.invalid': 'This is not the name of a header. Write it like Subject, without colon and spaces.',
  'hosts.empty': 'Enter at least one host.',
  'url.invalid': 'This is not the URL of a webhook. Write it like https://hooks.example.com/siegel, without user name and #.',
  'interval.too-short': 'Enter at least 1 minute.',
  'interval.too-long': 'Enter at most 30 days.',
  'port.range': 'Enter a port from 1 to 65535.',
  'fingerprint.invalid': 'Enter a SHA-256 fingerprint: 64 hexadecimal digits, as openssl prints it.',
  'list.empty': 'Add at least one entry.',
  'list.unknown': 'A list of this name and kind is not there (any more). Choose another.',
  'list.in-use': 'Rules refer to this list under its name. Take it out of them first.',
  'list.too-long': 'Remove entries: there are too many.',
  'number.invalid': 'Enter a whole number.',
  'number.too-small': 'Enter a larger number.',
  'number.too-large': 'Enter a smaller number.',
  'days.range': 'Enter a number of days from 1 to 3650.',
  'delay.too-short': 'Enter at least 10 seconds.',
  'delay.too-long': 'Enter at most 24 hours.',
  'size.too-small': 'Enter at least 64 KiB.',
  'size.too-large': 'Enter at most 1 GiB.',
  'recipients.too-few': 'Enter at least 100 (RFC 5321 demands it).',
  'recipients.too-many': 'Enter at most 50,000.',
  'received.too-few': 'Enter at least 10.',
  'received.too-many': 'Enter at most 500.',
  'order.invalid': 'Enter a number from 1.',
  'regex.invalid':
    'This is not a regular expression in the syntax of RE2. Check brackets and escapes; back-references and look-around do not exist there.',
  'text.ascii': 'Use only printable ASCII characters, no umlauts.',
  'placeholder.unknown': 'This text names something between percent signs that is not known. The help of the action lists what is.',
  'text.empty': 'Enter some text.',
  'text.too-long': 'Shorten this text.',
  'search.invalid': 'Enter a whole address, a domain, an IP address or network, a queue ID or a Message-ID.',
  'instant.invalid': 'This is not a point in time. Write it like 2026-11-24T06:30:00Z.',
  'time.invalid': 'Enter a time of day such as 08:30.',
  'time-zone.invalid': 'This is no time zone. Write it like Europe/Berlin.',
  'span.empty': 'Choose an end that is after the start.',
  'reply-code.reject': '"Reject" needs a code from 500 to 559.',
  'reply-code.tempfail': '"Reject temporarily" needs a code from 400 to 459, other than 421.',
  'enhanced-code.reject': '"Reject" needs an enhanced status code of class 5, such as 5.7.1.',
  'enhanced-code.tempfail': '"Reject temporarily" needs an enhanced status code of class 4, such as 4.7.1.',
  'password.too-short': 'Use at least 12 characters.',
  'password.wrong': 'This password is wrong.',
  'smtp-user.name': 'Use only letters, digits and signs without spaces.',
  'condition.unknown': 'This version does not know this condition. Remove it.',
  'action.unknown': 'This version does not know this action. Remove it.',
  'actions.empty': 'Add at least one action.',
  'header-name.protected':
    'This header must stay as it is: it is part of the trace, of a signature, or says how the message is to be read.',
  'text.control-characters': 'Write it on one line, without control characters.',
  'actions.same-setting': 'An action above already sets this. Remove one of the two.',
  'actions.greylist-alone':
    'Once the delay has passed, a rule that greylists does nothing. Give the other actions a rule of their own, without "Stop processing more rules" here.',
  'actions.check-without-encryption':
    'A certificate can only be checked on an encrypted connection. Set SSL or STARTTLS "Required", or remove this check.',
  'actions.profile-without-encryption':
    'A TLS profile says what counts as encryption, so there must be some. Set SSL or STARTTLS "Required", or remove the profile.',
  'actions.tls-failure-without-encryption':
    'TLS can only fail where it is demanded. Set SSL or STARTTLS "Required", or remove this action.',
  'authentication.needs-encryption':
    'A password must not travel unencrypted. Set SSL or STARTTLS "Required", or remove the authentication.',
  'authentication.needs-host': 'A password must not go to whoever is the MX of a domain. Name the host, or remove the authentication.',
  'source-address.other-family':
    'The hosts of this rule cannot be reached from this address: one is IPv4, the other IPv6. Change one of the two.',
  'password.unknown': 'This password is not stored here. Enter it again.',
  'check.dane-needs-name': 'DANE needs host names: its records are found under a name. Replace the address, or choose another check.',
  'conditions.any-of-none': 'ANY of no condition never matches. Add a condition, or choose ALL to match every message.',
  'conditions.contradiction': 'This can never be true together with a condition above. Change one of the two, or choose ANY.',
  'conditions.verdict-too-late':
    'This is known only when the message is delivered, after it has been accepted. Remove it, or remove the action under SMTP.',
  'conditions.setting-too-late':
    'This is known only after an action of this rule has to take effect. Remove it, or give that action a rule of its own.',
  'conditions.greylist-too-late':
    'Greylisting answers at RCPT TO, and this is known only when the message has come. Remove it, or choose another action.',
  'conditions.never-relays':
    'The relay actions of this rule can never take effect, because it matches only mail that is not relayed. Change this condition, or remove the relay actions.',
  'group.empty': 'Add a condition to this group, or remove the group.',
};

const de: typeof en = {
  'value.invalid': 'Dieser Wert ist nicht zulässig. Bitte geben Sie einen anderen an.',
  'value.missing': 'Bitte füllen Sie dieses Feld aus.',
  'name.empty': 'Geben Sie einen Namen ein.',
  'name.too-long': 'Verwenden Sie höchstens 64 Zeichen.',
  'name.control-characters': 'Entfernen Sie Zeilenumbrüche und Steuerzeichen.',
  'name.taken': 'Dieser Name ist schon vergeben. Wählen Sie einen anderen.',
  'domain.invalid': 'Das ist kein Domainname. Schreiben Sie ihn wie beispiel.de.',
  'domain.taken': 'Diese Domain steht schon in der Liste.',
  'domain-pattern.invalid': 'Das ist kein Domainmuster. Schreiben Sie es wie *.beispiel.de.',
  'address.invalid': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@beispiel.de.',
  'ip.invalid': 'Das ist keine IP-Adresse. Schreiben Sie sie wie 192.0.2.7.',
  'network.invalid':
    'Das ist keine Adresse, kein Netz und kein Bereich. Schreiben Sie es wie 192.0.2.7, 192.0.2.0/24 oder 192.0.2.10-192.0.2.20.',
  'host.invalid': 'Das ist kein Host. Geben Sie einen Hostnamen wie mail.beispiel.de oder eine IP-Adresse ein.',
  'headers.invalid':
    'Eine Zeile ist keine Kopfzeile. Schreiben Sie eine je Zeile, wie Subject: Hallo; Fortsetzungen beginnen mit einem Leerzeichen.',
  'header-name.invalid': 'Das ist kein Name einer Kopfzeile. Schreiben Sie ihn wie Subject, ohne Doppelpunkt und Leerzeichen.',
  'hosts.empty': 'Geben Sie mindestens einen Host ein.',
  'url.invalid': 'Das ist keine URL eines Webhooks. Schreiben Sie sie wie https://hooks.example.com/siegel, ohne Benutzernamen und #.',
  'interval.too-short': 'Geben Sie mindestens 1 Minute ein.',
  'interval.too-long': 'Geben Sie höchstens 30 Tage ein.',
  'port.range': 'Geben Sie einen Port von 1 bis 65535 ein.',
  'fingerprint.invalid': 'Geben Sie einen SHA-256-Fingerabdruck ein: 64 Hexadezimalziffern, wie openssl sie ausgibt.',
  'list.empty': 'Fügen Sie mindestens einen Eintrag hinzu.',
  'list.unknown': 'Eine Liste dieses Namens und dieser Art gibt es nicht (mehr). Wählen Sie eine andere.',
  'list.in-use': 'Regeln verweisen auf diese Liste mit ihrem Namen. Nehmen Sie sie zuerst dort heraus.',
  'list.too-long': 'Entfernen Sie Einträge: Es sind zu viele.',
  'number.invalid': 'Geben Sie eine ganze Zahl ein.',
  'number.too-small': 'Geben Sie eine größere Zahl ein.',
  'number.too-large': 'Geben Sie eine kleinere Zahl ein.',
  'days.range': 'Geben Sie eine Zahl von 1 bis 3650 Tagen ein.',
  'delay.too-short': 'Geben Sie mindestens 10 Sekunden an.',
  'delay.too-long': 'Geben Sie höchstens 24 Stunden an.',
  'size.too-small': 'Geben Sie mindestens 64 KiB ein.',
  'size.too-large': 'Geben Sie höchstens 1 GiB ein.',
  'recipients.too-few': 'Geben Sie mindestens 100 ein (RFC 5321 verlangt es).',
  'recipients.too-many': 'Geben Sie höchstens 50.000 ein.',
  'received.too-few': 'Geben Sie mindestens 10 ein.',
  'received.too-many': 'Geben Sie höchstens 500 ein.',
  'order.invalid': 'Geben Sie eine Nummer ab 1 ein.',
  'regex.invalid':
    'Das ist kein regulärer Ausdruck nach der Syntax von RE2. Prüfen Sie Klammern und Escapes; Rückverweise und Lookaround gibt es dort nicht.',
  'text.ascii': 'Verwenden Sie nur druckbare ASCII-Zeichen, keine Umlaute.',
  'placeholder.unknown': 'Dieser Text nennt zwischen Prozentzeichen etwas Unbekanntes. Die Hilfe der Aktion nennt, was möglich ist.',
  'text.empty': 'Geben Sie einen Text ein.',
  'text.too-long': 'Kürzen Sie diesen Text.',
  'search.invalid': 'Geben Sie eine ganze Adresse, eine Domain, eine IP-Adresse oder ein Netz, eine Queue-ID oder eine Message-ID ein.',
  'instant.invalid': 'Das ist kein Zeitpunkt. Schreiben Sie ihn wie 2026-11-24T06:30:00Z.',
  'time.invalid': 'Geben Sie eine Uhrzeit wie 08:30 an.',
  'time-zone.invalid': 'Das ist keine Zeitzone. Schreiben Sie sie wie Europe/Berlin.',
  'span.empty': 'Wählen Sie ein Ende, das nach dem Anfang liegt.',
  'reply-code.reject': '„Ablehnen“ braucht einen Code von 500 bis 559.',
  'reply-code.tempfail': '„Vorübergehend ablehnen“ braucht einen Code von 400 bis 459, außer 421.',
  'enhanced-code.reject': '„Ablehnen“ braucht einen erweiterten Statuscode der Klasse 5, etwa 5.7.1.',
  'enhanced-code.tempfail': '„Vorübergehend ablehnen“ braucht einen erweiterten Statuscode der Klasse 4, etwa 4.7.1.',
  'password.too-short': 'Verwenden Sie mindestens 12 Zeichen.',
  'password.wrong': 'Dieses Passwort ist falsch.',
  'smtp-user.name': 'Verwenden Sie nur Buchstaben, Ziffern und Zeichen ohne Leerzeichen.',
  'condition.unknown': 'Diese Version kennt diese Bedingung nicht. Entfernen Sie sie.',
  'action.unknown': 'Diese Version kennt diese Aktion nicht. Entfernen Sie sie.',
  'actions.empty': 'Fügen Sie mindestens eine Aktion hinzu.',
  'header-name.protected':
    'Diese Kopfzeile muss bleiben, wie sie ist: Sie gehört zum Weg der Nachricht, zu einer Signatur, oder sagt, wie die Nachricht zu lesen ist.',
  'text.control-characters': 'Schreiben Sie es in eine Zeile, ohne Steuerzeichen.',
  'actions.same-setting': 'Eine Aktion darüber legt dies schon fest. Entfernen Sie eine der beiden.',
  'actions.greylist-alone':
    'Ist die Wartezeit vergangen, tut eine Regel mit Greylisting nichts. Geben Sie den anderen Aktionen eine eigene Regel, und lassen Sie hier „Keine weiteren Regeln verarbeiten“ weg.',
  'actions.check-without-encryption':
    'Ein Zertifikat lässt sich nur auf einer verschlüsselten Verbindung prüfen. Setzen Sie SSL oder STARTTLS „Erforderlich“, oder entfernen Sie diese Prüfung.',
  'actions.profile-without-encryption':
    'Ein TLS-Profil sagt, was als Verschlüsselung gilt; also muss verschlüsselt werden. Setzen Sie SSL oder STARTTLS „Erforderlich“, oder entfernen Sie das Profil.',
  'actions.tls-failure-without-encryption':
    'TLS kann nur scheitern, wo es verlangt ist. Setzen Sie SSL oder STARTTLS „Erforderlich“, oder entfernen Sie diese Aktion.',
  'authentication.needs-encryption':
    'Ein Passwort darf nicht unverschlüsselt reisen. Setzen Sie SSL oder STARTTLS „Erforderlich“, oder entfernen Sie die Anmeldung.',
  'authentication.needs-host':
    'Ein Passwort darf nicht an jeden gehen, der gerade MX einer Domain ist. Nennen Sie den Host, oder entfernen Sie die Anmeldung.',
  'source-address.other-family':
    'Die Hosts dieser Regel sind von dieser Adresse aus nicht erreichbar: Das eine ist IPv4, das andere IPv6. Ändern Sie eines von beiden.',
  'password.unknown': 'Dieses Passwort ist hier nicht gespeichert. Geben Sie es noch einmal ein.',
  'check.dane-needs-name':
    'DANE braucht Hostnamen: Seine Einträge stehen unter einem Namen. Ersetzen Sie die Adresse, oder wählen Sie eine andere Prüfung.',
  'conditions.any-of-none':
    'EINE von keiner Bedingung trifft nie zu. Fügen Sie eine Bedingung hinzu, oder wählen Sie ALLE, damit die Regel für jede Nachricht gilt.',
  'conditions.contradiction':
    'Das kann nie zugleich mit einer Bedingung darüber zutreffen. Ändern Sie eine der beiden, oder wählen Sie EINE.',
  'conditions.verdict-too-late':
    'Das ist erst bei der Zustellung bekannt, wenn die Nachricht schon angenommen ist. Entfernen Sie diese Bedingung oder die Aktion unter SMTP.',
  'conditions.setting-too-late':
    'Das ist erst bekannt, wenn eine Aktion dieser Regel schon wirken muss. Entfernen Sie diese Bedingung, oder geben Sie jener Aktion eine eigene Regel.',
  'conditions.greylist-too-late':
    'Greylisting antwortet bei RCPT TO, und dies ist erst bekannt, wenn die Nachricht da ist. Entfernen Sie es, oder wählen Sie eine andere Aktion.',
  'conditions.never-relays':
    'Die Weiterleitungsaktionen dieser Regel können nie wirken, weil sie nur auf Mail zutrifft, die nicht weitergeleitet wird. Ändern Sie diese Bedingung, oder entfernen Sie die Weiterleitungsaktionen.',
  'group.empty': 'Fügen Sie dieser Gruppe eine Bedingung hinzu, oder entfernen Sie die Gruppe.',
};

export const errors: Localised<Readonly<Record<keyof typeof en, string>>> = { en, de };
export type ErrorCode = keyof typeof en;
