import type { Localised } from '../locales';

interface NotificationTexts {
  /** It stands in a header: with ASCII quotation marks a plain name needs no encoding. */
  readonly subject: (rule: string, count: number) => string;
  readonly from: (host: string) => string;
  readonly matched: (order: number, rule: string, count: number, since: string) => string;
  readonly heldBack: (count: number, interval: string) => string;
  readonly latest: string;
  readonly time: string;
  readonly client: string;
  readonly tls: string;
  readonly notEncrypted: string;
  readonly sender: string;
  readonly nullSender: string;
  readonly recipients: string;
  readonly more: (count: number) => string;
  /** Of a mail that was refused before it was said. */
  readonly notNamed: string;
  readonly outcome: string;
  readonly reply: string;
  readonly queueId: string;
  readonly rest: (interval: string) => string;
}

/** What the e-mail of the action "Notify" says. */
export const notifications: Localised<NotificationTexts> = {
  en: {
    subject: (rule, count) => `Rule "${rule}" has matched${count === 1 ? '' : ` ${count} times`}`,
    from: (host) => `This is an automatic message of the mail gateway ${host}.`,
    matched: (order, rule, count, since) =>
      `Rule ${order} “${rule}” has matched ${count === 1 ? 'once' : `${count} times`} since ${since}.`,
    heldBack: (count, interval) =>
      `${count} of these ${count === 1 ? 'was' : 'were'} held back until now: there is at most one notification per ${interval}.`,
    latest: 'The latest:',
    time: 'Time',
    client: 'Client',
    tls: 'TLS',
    notEncrypted: 'not encrypted',
    sender: 'Sender',
    nullSender: '<> (null sender)',
    recipients: 'Recipients',
    more: (count) => `and ${count} more`,
    notNamed: 'not named yet',
    outcome: 'Outcome',
    reply: 'Reply',
    queueId: 'Queue id',
    rest: (interval) => `What else matches within ${interval} is counted; the notification after that says how many.`,
  },
  de: {
    subject: (rule, count) => `Regel "${rule}" hat ${count === 1 ? '' : `${count}-mal `}zugetroffen`,
    from: (host) => `Dies ist eine automatische Nachricht des Mail-Gateways ${host}.`,
    matched: (order, rule, count, since) =>
      `Regel ${order} „${rule}“ hat seit ${since} ${count === 1 ? 'einmal' : `${count}-mal`} zugetroffen.`,
    heldBack: (count, interval) =>
      `${count} davon ${count === 1 ? 'wurde' : 'wurden'} bis jetzt zurückgehalten: Es gibt höchstens eine Benachrichtigung je ${interval}.`,
    latest: 'Zuletzt:',
    time: 'Zeit',
    client: 'Client',
    tls: 'TLS',
    notEncrypted: 'nicht verschlüsselt',
    sender: 'Absender',
    nullSender: '<> (leerer Absender)',
    recipients: 'Empfänger',
    more: (count) => `und ${count} weitere`,
    notNamed: 'noch nicht genannt',
    outcome: 'Ergebnis',
    reply: 'Antwort',
    queueId: 'Queue-ID',
    rest: (interval) => `Was innerhalb von ${interval} noch zutrifft, wird gezählt; die Benachrichtigung danach nennt die Zahl.`,
  },
};
