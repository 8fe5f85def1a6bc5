import { type Mailbox, parseMailbox } from '@/lib/mail/address';
import type { Facts } from '@/lib/policy/facts';
import { STAGES, type Stage } from '@/lib/policy/stages';
import { type Block, fail } from './blocks';
import { octets } from './rule-words';

/** A mail in the words of an administrator, and from which stage on each fact about it is known: here once more, from the description of the policy. */
export interface WrittenMail {
  readonly known: readonly { readonly from: Stage; readonly facts: Facts }[];
  readonly recipients: readonly Mailbox[];
  readonly implicitTls: boolean;
  readonly declaredSize: number | null;
}

type Term = (value: string, mail: Words) => readonly [from: Stage, facts: Facts];
type Words = ReadonlyMap<string, string>;

const TLS = /^(no|starttls|ssl)(?: (TLSv\S+))?(?: (\S+))?$/;

const TERMS: Readonly<Record<string, Term>> = {
  time: (value) => ['connect', { 'time.now': value }],
  client: (value) => ['connect', { 'connection.remoteIp': value }],
  host: (value) => ['connect', { 'connection.remoteHostName': orNull(value) }],
  'reverse-dns': (value) => ['connect', { 'connection.reverseDns': oneOf(value, ['pass', 'fail', 'none']) }],
  'listed in': (value) => ['connect', { 'connection.blockLists': { [value]: true } }],
  'not listed in': (value) => ['connect', { 'connection.blockLists': { [value]: false } }],
  listener: (value) => ['connect', { 'connection.listener': value }],
  'local-ip': (value) => ['connect', { 'connection.localIp': value }],
  'local-port': (value) => ['connect', { 'connection.localPort': Number(value) }],
  tls: (value) => {
    const [, begins = '', version = 'TLSv1.3', cipher = 'TLS_AES_256_GCM_SHA384'] = TLS.exec(value) ?? [];
    const encrypted = oneOf(begins, ['no', 'starttls', 'ssl']) !== 'no';
    return [
      begins === 'ssl' ? 'connect' : 'mail',
      {
        'connection.encrypted': encrypted,
        'connection.tlsVersion': encrypted ? oneOf(version, ['TLSv1.2', 'TLSv1.3']) : null,
        'connection.tlsCipher': encrypted ? cipher : null,
      },
    ];
  },
  certificate: (value) => {
    const [name = '', verified, sha256 = 'a'.repeat(64)] = value.split(' ');
    return [
      'mail',
      { 'connection.clientCertificate': value === 'none' ? null : { names: [name], verified: verified === 'verified', sha256 } },
    ];
  },
  ehlo: (value) => ['mail', { 'session.ehloName': value.toLowerCase(), 'session.esmtp': true }],
  helo: (value) => ['mail', { 'session.ehloName': value.toLowerCase(), 'session.esmtp': false }],
  user: (value) => ['mail', { 'session.authenticatedUser': orNull(value) }],
  messages: (value) => ['mail', { 'session.messages': Number(value) }],
  bytes: (value) => ['mail', { 'session.bytes': octets(value) }],
  from: (value, mail) => {
    const sender = parseMailbox(value === '<>' ? '' : value);
    const user = orNull(mail.get('user') ?? 'none');
    return [
      'mail',
      {
        'envelope.sender': sender?.address ?? null,
        'envelope.senderDomain': sender?.domain ?? null,
        'envelope.senderIsLocal': isLocal(sender, mail),
        'envelope.senderIsUser': sender !== null && user !== null && [sender.address, sender.localPart].includes(user),
      },
    ];
  },
  declares: (value) => ['mail', { 'message.declaredSize': value === 'none' ? null : octets(value) }],
  spf: (value) => ['mail', { 'checks.spf': oneOf(value, ['pass', 'fail', 'softfail', 'neutral', 'none', 'permerror']) }],
  to: (value, mail) => {
    const recipient = parseMailbox(value);
    const relayed = !isLocal(recipient, mail);
    return [
      'rcpt',
      { 'recipient.address': recipient?.address ?? '', 'recipient.domain': recipient?.domain ?? null, 'recipient.relayed': relayed },
    ];
  },
  'first-seen': (value) => ['rcpt', { 'recipient.firstSeen': value }],
  header: (value) => {
    const [, name = '', text = ''] = /^(.*?)(?:: (.*))?$/.exec(value) ?? [];
    return ['headers', { 'message.headers': { [name.toLowerCase()]: text === '' ? [] : [text] } }];
  },
  'header-from': (value) => ['headers', { 'message.fromDomains': value === 'none' ? [] : value.split(' ') }],
  received: (value) => ['headers', { 'message.receivedCount': Number(value) }],
  recipients: (value) => ['data', { 'recipient.count': Number(value) }],
  size: (value) => ['data', { 'message.size': octets(value) }],
  dkim: (value) => ['data', { 'checks.dkim': oneOf(value, ['pass', 'fail', 'policy', 'neutral', 'none', 'permerror']) }],
  dmarc: (value) => ['data', { 'checks.dmarc': oneOf(value, ['pass', 'fail', 'none', 'permerror']) }],
  attempt: (value) => ['relay', { 'queue.attempt': Number(value) }],
  age: (value) => ['relay', { 'queue.age': Number(value.replace(/ h$/, '')) * 3600 }],
  'last-error': (value) => ['relay', { 'queue.lastErrorWasTls': oneOf(value, ['tls', 'none']) === 'tls' }],
};

const FAILED = 'look-up failed';

/** @param lines of terms separated by commas: `client 192.0.2.1, tls no, from a@mydomain.tld, to b@local.tld, spf look-up failed` */
export function readMail(lines: readonly Block[], localDomains: readonly string[]): WrittenMail {
  const words = new Map(lines.flatMap((line) => line.text.split(', ').map((term) => splitTerm(term, line))));
  const [recipients, encryption] = [words.get('to')?.split(' ') ?? [], words.get('tls') ?? ''];
  const mail = new Map([...words, ['local', localDomains.join(' ')]]);
  return {
    known: [...words].map(([name, value]) => factsOf(name, name === 'to' ? (recipients[0] ?? '') : value, mail)),
    recipients: recipients.map(parseMailbox).filter((mailbox) => mailbox !== null),
    implicitTls: encryption.startsWith('ssl'),
    declaredSize: words.has('declares') ? octets(words.get('declares') ?? '') : null,
  };
}

function splitTerm(term: string, line: Block): readonly [string, string] {
  const name = Object.keys(TERMS).find((one) => term.startsWith(`${one} `));
  return name === undefined ? fail(line, `"${term}" says nothing about a mail that is known here`) : [name, term.slice(name.length + 1)];
}

function factsOf(name: string, value: string, mail: Words): WrittenMail['known'][number] {
  const failed = value === FAILED;
  const [from, facts] = TERMS[name]?.(failed ? (EXAMPLES[name] ?? '') : value, mail) ?? ['connect', {}];
  if (!failed) return { from, facts };
  return { from, facts: Object.fromEntries(Object.keys(facts).map((fact) => [fact, { lookupFailed: 'time-out' }])) };
}

/** Of what is looked up. */
const EXAMPLES: Readonly<Record<string, string>> = { 'reverse-dns': 'pass', spf: 'pass', dkim: 'pass', dmarc: 'pass' };

/** What is known of the mail at a stage. */
export function factsAt(stage: Stage, { known }: WrittenMail): Facts {
  const reached = STAGES.slice(0, STAGES.indexOf(stage) + 1);
  return Object.assign({}, ...known.filter(({ from }) => reached.includes(from)).map(({ facts }) => facts));
}

function isLocal(mailbox: Mailbox | null, mail: Words): boolean {
  return mailbox?.domain != null && (mail.get('local') ?? '').split(' ').includes(mailbox.domain);
}

function orNull(value: string): string | null {
  return value === 'none' ? null : value;
}

function oneOf<const Value extends string>(text: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`"${text}" is none of ${values.join(', ')}`);
  return found;
}
