import dgram from 'node:dgram';
import net from 'node:net';
import * as packet from 'dns-packet';
import type { Resolver } from './resolvers';

export interface DnsQuestion {
  readonly type: 'A' | 'AAAA' | 'MX' | 'PTR' | 'TLSA' | 'TXT';
  readonly name: string;
}

export type ResolverReply =
  | {
      readonly kind: 'answered';
      /** The resolver vouches for the whole answer, be it empty, by DNSSEC: the AD bit (RFC 4035 3.2.3). */
      readonly authenticated: boolean;
      /** False: NXDOMAIN. */
      readonly exists: boolean;
      readonly answers: readonly packet.Answer[];
      /** Seconds for which the reply may be kept (RFC 2308 5: that there is nothing, as long as the SOA record says; without one not at all). */
      readonly ttl: number;
      /** Octets of the reply. */
      readonly size: number;
    }
  /** Among others SERVFAIL, which is also what a validating resolver says of a forged answer. */
  | { readonly kind: 'failed'; readonly why: string };

export interface AskOptions {
  /** Milliseconds for each try with each resolver, for UDP and TCP each. */
  readonly timeout: number;
  readonly tries: number;
  /** A number from 0 up to 65535 that nobody can guess. */
  readonly randomId: () => number;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** Octets that pass everywhere without fragments, as DNS software has agreed on ("flag day 2020"). */
const UDP_PAYLOAD = 1232;

/**
 * Asks the resolvers one after the other until one answers, with the DO and AD bits set (RFC 4035 3.2.1, RFC 6840 5.7). Node's own resolver
 * knows neither TLSA nor the AD bit.
 */
export async function askResolvers(question: DnsQuestion, resolvers: readonly Resolver[], options: AskOptions): Promise<ResolverReply> {
  let reply: ResolverReply = { kind: 'failed', why: 'no resolver' };
  for (let tried = 0; tried < options.tries; tried += 1) {
    for (const resolver of resolvers) {
      if (options.signal?.aborted) return { kind: 'failed', why: 'given up' };
      reply = await askOne(question, resolver, options);
      if (reply.kind === 'answered') return reply;
    }
  }
  return reply;
}

async function askOne(question: DnsQuestion, resolver: Resolver, { timeout, randomId, signal }: AskOptions): Promise<ResolverReply> {
  const id = randomId();
  const query = packet.encode({
    type: 'query',
    id,
    flags: packet.RECURSION_DESIRED | packet.AUTHENTIC_DATA,
    questions: [question],
    additionals: [{ type: 'OPT', name: '.', udpPayloadSize: UDP_PAYLOAD, flags: packet.DNSSEC_OK }],
  });
  let size = 0;
  const read: ReadReply = (message) => {
    size = message.length;
    return readReply(message, id, question);
  };
  const ask = { query, resolver, timeout, read, signal };
  const first = await overUdp(ask);
  const reply = typeof first !== 'string' && first.flag_tc ? await overTcp(ask) : first;
  if (typeof reply === 'string') return { kind: 'failed', why: reply };
  const { rcode, flag_ad: authenticated, answers } = reply;
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { kind: 'failed', why: rcode };
  return { kind: 'answered', authenticated, exists: rcode === 'NOERROR', answers, ttl: ttlOf(reply), size };
}

/** The shortest of what the records say. */
function ttlOf({ answers, authorities }: packet.DecodedPacket): number {
  const nothing = authorities.flatMap((each) => (each.type === 'SOA' ? [Math.min(each.ttl, each.data.minimum)] : [0]));
  const ttls = answers.length > 0 ? answers.map(({ ttl }) => ttl) : nothing.slice(0, 1);
  return ttls.length === 0 ? 0 : Math.min(...ttls);
}

type ReadReply = (message: Buffer) => packet.DecodedPacket | 'malformed' | 'foreign';

interface Ask {
  readonly query: Buffer;
  readonly resolver: Resolver;
  readonly timeout: number;
  readonly read: ReadReply;
  readonly signal: AbortSignal | undefined;
}

/** `foreign`: not the answer to this question; somebody guesses, or an earlier answer is late. */
function readReply(message: Buffer, id: number, { type, name }: DnsQuestion): ReturnType<ReadReply> {
  if (message.length < 12 || message.readUInt16BE(0) !== id) return 'foreign';
  try {
    const reply = packet.decode(message);
    const [asked] = reply.questions;
    return reply.type === 'response' && asked?.type === type && sameName(asked.name, name) ? reply : 'foreign';
  } catch {
    return 'malformed';
  }
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** From a random port, on a connected socket: the system drops what comes from elsewhere. A string says why there is no reply. */
async function overUdp({ query, resolver: { address, port }, timeout, read, signal }: Ask): Promise<packet.DecodedPacket | string> {
  const socket = dgram.createSocket(net.isIPv6(address) ? 'udp6' : 'udp4');
  try {
    return await within(timeout, signal, (resolve) => {
      socket.on('error', (error) => resolve(error.message));
      socket.on('message', (message) => {
        const reply = read(message);
        if (reply !== 'foreign') resolve(reply);
      });
      socket.once('connect', () => socket.send(query));
      socket.connect(port, address);
    });
  } finally {
    socket.close();
  }
}

/** RFC 7766: for what UDP cannot carry. */
async function overTcp({ query, resolver: { address, port }, timeout, read, signal }: Ask): Promise<packet.DecodedPacket | string> {
  const socket = net.connect({ host: address, port });
  try {
    return await within(timeout, signal, (resolve) => {
      let received = Buffer.alloc(0);
      socket.on('error', (error) => resolve(error.message));
      socket.on('close', () => resolve('connection closed'));
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
        resolve(read(received.subarray(2, 2 + received.readUInt16BE(0))));
      });
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
  } finally {
    socket.destroy();
  }
}

async function within(
  timeout: number,
  signal: AbortSignal | undefined,
  start: (resolve: (reply: packet.DecodedPacket | string) => void) => void,
): Promise<packet.DecodedPacket | string> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (() => void) | undefined;
  try {
    return await new Promise<packet.DecodedPacket | string>((resolve) => {
      timer = setTimeout(() => resolve('timed out'), timeout);
      giveUp = () => resolve('given up');
      signal?.addEventListener('abort', giveUp);
      start(resolve);
    });
  } finally {
    clearTimeout(timer);
    if (giveUp !== undefined) signal?.removeEventListener('abort', giveUp);
  }
}
