import type { Localised } from '../locales';

/** What the checks of lib/policy/checks say, one plain sentence or two each. */
const en = {
  neverDecides: (rule: string, above: string) =>
    `“${rule}” can never take effect: whenever it matches, “${above}” above it matches too and decides the same.`,
  contradiction: (rule: string, above: string) =>
    `“${rule}” contradicts “${above}” above it, which matches whenever it does: only the upper rule takes effect.`,
  partlyContradicts: (rule: string, above: string) =>
    `“${rule}” contradicts “${above}” above it in a part: what the upper rule says about that part always wins.`,
  tlsForEveryone: (rule: string, domain: string) =>
    `“${rule}” refuses every sender without TLS${domain === '' ? '' : ` who writes to ${domain}`}. The MX of a public domain must not do that (RFC 3207, section 4): name the domains of partners instead.`,
  refusesNetwork: (rule: string, network: string) => `“${rule}” refuses clients of your own relay network ${network}, whatever they send.`,
  greylistsNetwork: (rule: string, network: string) =>
    `“${rule}” greylists clients of your own relay network ${network}: devices and programs that do not try again lose their mail.`,
  greylistsFrom: (rule: string, domain: string) =>
    `“${rule}” greylists mail from your own domain ${domain}, even from users who have signed in over TLS: their mail programs report an error.`,
  refusesTo: (rule: string, domain: string) => `“${rule}” refuses all mail to your own domain ${domain}.`,
  refusesFrom: (rule: string, domain: string) =>
    `“${rule}” refuses mail from your own domain ${domain}, even from users who have signed in over TLS.`,
  loop: (rule: string, host: string) => `“${rule}” relays to ${host}, which is this gateway itself: the mail would go round in circles.`,
  sslPort: (rule: string, host: string, port: number) =>
    `“${rule}” asks for SSL from the first byte at ${host}, but servers on port ${port} begin in plain text. Use port 465, or STARTTLS.`,
  starttlsOff: (rule: string) =>
    `“${rule}” takes STARTTLS from clients: on the ports that begin in plaintext their mail arrives unencrypted, and nobody can sign in.`,
  starttlsOffForced: (rule: string, forced: string) =>
    `“${rule}” takes STARTTLS from clients: on the ports that begin in plaintext, what “${forced}” demands TLS for is put off with 451 and never arrives, all else comes unencrypted, and nobody can sign in.`,
  noAddress: (rule: string, host: string) => `“${rule}” relays to ${host}, for which DNS has no address: its mail would wait.`,
  incomingMissing: (rule: string, domains: readonly string[]) =>
    `“${rule}” forces TLS for mail to ${someOf(domains, 'and', 'more')}, but mail from there may still come without encryption.`,
  outgoingMissing: (rule: string, domains: readonly string[]) =>
    `“${rule}” forces TLS for mail from ${someOf(domains, 'and', 'more')}, but mail to there may still leave without encryption.`,
  neverMatched: (rule: string) => `“${rule}” has not matched a single message in 90 days.`,
};

const de: typeof en = {
  neverDecides: (rule, above) =>
    `„${rule}“ kann nie wirken: Wann immer sie zutrifft, trifft auch „${above}“ darüber zu und entscheidet dasselbe.`,
  contradiction: (rule, above) => `„${rule}“ widerspricht „${above}“ darüber, die immer zugleich zutrifft: Nur die obere Regel wirkt.`,
  partlyContradicts: (rule, above) => `„${rule}“ widerspricht „${above}“ darüber in einem Teil: Was die obere Regel dazu sagt, gilt immer.`,
  tlsForEveryone: (rule, domain) =>
    `„${rule}“ lehnt jeden Absender ohne TLS ab${domain === '' ? '' : `, der an ${domain} schreibt`}. Der MX einer öffentlichen Domain darf das nicht (RFC 3207, Abschnitt 4): Nennen Sie stattdessen die Domains der Partner.`,
  refusesNetwork: (rule, network) => `„${rule}“ lehnt Clients Ihres eigenen Netzes ${network} ab, was immer sie senden.`,
  greylistsNetwork: (rule, network) =>
    `„${rule}“ stellt Clients Ihres eigenen Netzes ${network} zurück (Greylisting): Geräte und Programme, die es nicht erneut versuchen, verlieren ihre Mail.`,
  greylistsFrom: (rule, domain) =>
    `„${rule}“ stellt Mail von Ihrer eigenen Domain ${domain} zurück (Greylisting), auch von Benutzern, die sich über TLS angemeldet haben: Ihre Mailprogramme melden einen Fehler.`,
  refusesTo: (rule, domain) => `„${rule}“ lehnt alle Mail an Ihre eigene Domain ${domain} ab.`,
  refusesFrom: (rule, domain) =>
    `„${rule}“ lehnt Mail von Ihrer eigenen Domain ${domain} ab, auch von Benutzern, die sich über TLS angemeldet haben.`,
  loop: (rule, host) => `„${rule}“ leitet an ${host} weiter, also an dieses Gateway selbst: Die Mail liefe im Kreis.`,
  sslPort: (rule, host, port) =>
    `„${rule}“ verlangt bei ${host} SSL ab dem ersten Byte, aber Server auf Port ${port} beginnen im Klartext. Verwenden Sie Port 465 oder STARTTLS.`,
  starttlsOff: (rule) =>
    `„${rule}“ nimmt Clients STARTTLS weg: Auf den Ports, die im Klartext beginnen, kommt ihre Mail unverschlüsselt an, und niemand kann sich anmelden.`,
  starttlsOffForced: (rule, forced) =>
    `„${rule}“ nimmt Clients STARTTLS weg: Auf den Ports, die im Klartext beginnen, wird mit 451 aufgeschoben und kommt nie an, wofür „${forced}“ TLS verlangt, alles andere kommt unverschlüsselt, und niemand kann sich anmelden.`,
  noAddress: (rule, host) => `„${rule}“ leitet an ${host} weiter, wofür das DNS keine Adresse kennt: Die Mail müsste warten.`,
  incomingMissing: (rule, domains) =>
    `„${rule}“ erzwingt TLS für Mail an ${someOf(domains, 'und', 'weitere')}, aber Mail von dort darf noch unverschlüsselt ankommen.`,
  outgoingMissing: (rule, domains) =>
    `„${rule}“ erzwingt TLS für Mail von ${someOf(domains, 'und', 'weitere')}, aber Mail dorthin darf noch unverschlüsselt hinausgehen.`,
  neverMatched: (rule) => `„${rule}“ hat seit 90 Tagen auf keine einzige Nachricht zugetroffen.`,
};

/** "a.tld", "a.tld and b.tld", "a.tld, b.tld and 5 more". */
function someOf(domains: readonly string[], and: string, more: string): string {
  const shown = domains.length > 3 ? [...domains.slice(0, 2), `${domains.length - 2} ${more}`] : domains;
  return shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${and} ${shown.at(-1)}`;
}

export const checkWords: Localised<typeof en> = { en, de };
export type CheckWords = typeof en;
