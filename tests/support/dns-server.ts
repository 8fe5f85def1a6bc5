import dgram from 'node:dgram';
import net from 'node:net';
import * as packet from 'dns-packet';

/** What a name holds. An address record may be given by IPv4 or IPv6 text. */
interface ZoneRecords {
  readonly mx?: readonly { readonly exchange: string; readonly priority: number }[];
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  /** Each as long as it may be: it is cut into strings of 255 octets. */
  readonly txt?: readonly string[];
  /** Names, for an address by its reversed name. */
  readonly ptr?: readonly string[];
  readonly cname?: string;
  readonly tlsa?: readonly packet.TlsaData[];
  /** Answers about the name, and about names below it that do not exist, have the AD bit, as from a resolver that validated them (DNSSEC). */
  readonly signed?: boolean;
  /** Seconds for which the records, or that there are none, may be kept; 1 if not given, and then nothing about what there is not. */
  readonly ttl?: number;
  /** Answered only after this. */
  readonly after?: Promise<unknown>;
}

/** A name's records, or how the server misbehaves when asked for it. A name that is not in the zones does not exist (NXDOMAIN). */
type ZoneEntry = ZoneRecords | 'servfail' | 'silence' | 'refused';

export interface DnsServer {
  /** Address and port, as the setting DNS_SERVERS takes it; the same port for UDP and TCP. */
  readonly address: string;
  /** Names asked for, in order: `MX partner.example`. */
  readonly questions: string[];
  set(name: string, entry: ZoneEntry): void;
  remove(name: string): void;
  /** What becomes of every name that is not in the zones. */
  setOthers(entry: ZoneEntry | 'unknown'): void;
  stop(): Promise<void>;
}

export type Zones = Readonly<Record<string, ZoneEntry>>;

/** An authoritative DNS server over UDP and TCP (RFC 1035, 7766), for the given names. @param host where it listens */
export async function startDnsServer(zones: Zones = {}, host = '127.0.0.1'): Promise<DnsServer> {
  const entries = new Map(Object.entries(zones).map(([name, entry]) => [canonical(name), entry]));
  let others: ZoneEntry | undefined;
  const questions: string[] = [];
  const answer = (query: packet.DecodedPacket): Buffer | null => {
    for (const question of query.questions) questions.push(`${question.type} ${question.name}`);
    const response = respond(query, entries, others);
    return response === null ? null : packet.encode(response);
  };
  const answerOverUdp = (query: packet.DecodedPacket): Buffer | null => {
    const reply = answer(query);
    if (reply === null || reply.length <= udpPayloadOf(query)) return reply;
    return packet.encode({
      type: 'response',
      id: query.id,
      flags: packet.TRUNCATED_RESPONSE,
      questions: query.questions,
    });
  };

  const { udp, tcp, port } = await bindBoth(host);
  let stopped = false;
  const whenDue = (query: packet.DecodedPacket, send: () => void) => {
    const entry = entries.get(canonical(query.questions[0]?.name ?? ''));
    const due = typeof entry === 'object' ? entry.after : undefined;
    if (due === undefined) send();
    else due.then(() => stopped || send());
  };
  udp.on('message', (message, peer) => {
    const query = packet.decode(message);
    const reply = answerOverUdp(query);
    if (reply !== null) whenDue(query, () => udp.send(reply, peer.port, peer.address));
  });
  const sockets = new Set<net.Socket>();
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let buffered = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      buffered = Buffer.concat([buffered, chunk]);
      while (buffered.length >= 2 && buffered.length >= 2 + buffered.readUInt16BE(0)) {
        const length = buffered.readUInt16BE(0);
        const reply = answer(packet.decode(buffered.subarray(2, 2 + length)));
        buffered = buffered.subarray(2 + length);
        if (reply === null) continue;
        const prefix = Buffer.alloc(2);
        prefix.writeUInt16BE(reply.length);
        socket.write(Buffer.concat([prefix, reply]));
      }
    });
  });

  return {
    address: `${host}:${port}`,
    questions,
    set: (name, entry) => entries.set(canonical(name), entry),
    remove: (name) => entries.delete(canonical(name)),
    setOthers: (entry) => {
      others = entry === 'unknown' ? undefined : entry;
    },
    stop: async () => {
      stopped = true;
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise<void>((resolve) => udp.close(() => resolve())),
        new Promise<void>((resolve) => tcp.close(() => resolve())),
      ]);
    },
  };
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

const RCODE = { noerror: 0, servfail: 2, nxdomain: 3, refused: 5 } as const;

function respond(
  query: packet.DecodedPacket,
  entries: ReadonlyMap<string, ZoneEntry>,
  others: ZoneEntry | undefined,
): packet.Packet | null {
  const [question] = query.questions;
  if (question === undefined) return null;
  const entry = entries.get(canonical(question.name)) ?? others;
  if (entry === 'silence') return null;
  const answers = entry === undefined || typeof entry === 'string' ? [] : recordsOf(question.name, question.type, entry, entries);
  const signature = isSigned(question.name, question.type, entries) ? packet.AUTHENTIC_DATA : 0;
  return {
    type: 'response',
    id: query.id,
    flags: packet.AUTHORITATIVE_ANSWER | packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | signature | rcodeOf(entry),
    questions: [question],
    answers,
    authorities: typeof entry === 'object' && entry.ttl !== undefined && answers.length === 0 ? [startOfAuthority(entry.ttl)] : [],
  };
}

/** Says for how long it may be kept that there is nothing (RFC 2308). */
function startOfAuthority(ttl: number): packet.Answer {
  const times = { serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: ttl };
  return { type: 'SOA', name: 'tld', ttl, data: { mname: 'ns.tld', rname: 'hostmaster.tld', ...times } };
}

/** An alias counts as signed only together with what it leads to. */
function isSigned(name: string, type: string, entries: ReadonlyMap<string, ZoneEntry>): boolean {
  const entry = entries.get(canonical(name));
  if (typeof entry === 'string') return false;
  if (entry !== undefined) {
    return entry.signed === true && (entry.cname === undefined || type === 'CNAME' || isSigned(entry.cname, type, entries));
  }
  const parent = name.slice(name.indexOf('.') + 1);
  return name.includes('.') && isSigned(parent, 'CNAME', entries);
}

/** Octets that the asker takes in one datagram: 512 unless it says more (RFC 6891 6.2.3). */
function udpPayloadOf({ additionals }: packet.DecodedPacket): number {
  return additionals.flatMap((each) => (each.type === 'OPT' ? [each.udpPayloadSize] : []))[0] ?? 512;
}

function rcodeOf(entry: ZoneEntry | undefined): number {
  if (entry === undefined) return RCODE.nxdomain;
  return typeof entry === 'string' && entry !== 'silence' ? RCODE[entry] : RCODE.noerror;
}

function recordsOf(name: string, type: string, records: ZoneRecords, entries: ReadonlyMap<string, ZoneEntry>): packet.Answer[] {
  const common = { name, ttl: records.ttl ?? 1 };
  if (records.cname !== undefined && type !== 'CNAME') {
    const target = entries.get(canonical(records.cname));
    const further = target === undefined || typeof target === 'string' ? [] : recordsOf(records.cname, type, target, entries);
    return [{ ...common, type: 'CNAME', data: records.cname }, ...further];
  }
  switch (type) {
    case 'MX':
      return (records.mx ?? []).map(({ exchange, priority }) => ({ ...common, type: 'MX', data: { exchange, preference: priority } }));
    case 'A':
      return (records.a ?? []).map((data) => ({ ...common, type: 'A', data }));
    case 'AAAA':
      return (records.aaaa ?? []).map((data) => ({ ...common, type: 'AAAA', data }));
    case 'TXT':
      return (records.txt ?? []).map((text) => ({ ...common, type: 'TXT', data: text.match(/.{1,255}/g) ?? [''] }));
    case 'PTR':
      return (records.ptr ?? []).map((data) => ({ ...common, type: 'PTR', data }));
    case 'TLSA':
      return (records.tlsa ?? []).map((data) => ({ ...common, type: 'TLSA', data }));
    case 'CNAME':
      return records.cname === undefined ? [] : [{ ...common, type: 'CNAME', data: records.cname }];
    default:
      return [];
  }
}

/** A port that is free for both transports: the kernel picks the UDP port, and we try again if TCP has it in use. */
async function bindBoth(host: string): Promise<{ udp: dgram.Socket; tcp: net.Server; port: number }> {
  for (let tries = 0; tries < 20; tries += 1) {
    const udp = dgram.createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject);
      udp.bind(0, host, () => resolve());
    });
    const { port } = udp.address();
    const tcp = net.createServer();
    const bound = await new Promise<boolean>((resolve) => {
      tcp.once('error', () => resolve(false));
      tcp.listen(port, host, () => resolve(true));
    });
    if (bound) return { udp, tcp, port };
    udp.close();
  }
  throw new Error('no port is free for both UDP and TCP');
}
