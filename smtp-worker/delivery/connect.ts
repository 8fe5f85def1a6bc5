import net from 'node:net';
import type tls from 'node:tls';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { TlsDemand } from '@/lib/mail/tls-level';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import type { Failure } from './failure';
import { type ConnectionError, connectFailure, isHandshakeRefused, isTlsTrouble } from './outcome';
import { PeerConnection } from './peer-connection';
import type { Candidate } from './resolve-next-hop';
import { addressMissing } from './source-address';
import type { RelayTls } from './trust';

export interface ConnectContext {
  /** Our name in EHLO. */
  readonly hostname: string;
  readonly tls: RelayTls;
  readonly timeouts: ConnectTimeouts;
}

export interface ConnectFrom {
  /** What is sent as SNI, if it is a name. */
  readonly serverName: string;
  /** The local address; null: as the system chooses. */
  readonly sourceAddress: string | null;
}

/** Milliseconds. */
export interface ConnectTimeouts {
  readonly connect: number;
  /** Also for the answer to RSET, for which nobody need wait long. */
  readonly greeting: number;
  /** Without a sign of life from the next hop. */
  readonly idle: number;
  /** Until an answer is whole, however many octets of it come meanwhile. */
  readonly answer: number;
}

/** RFC 5321 4.5.3.2 asks for 5 minutes per command and 10 for the last; a host that does not even greet within one is not worth a slot. */
export const DEFAULT_TIMEOUTS: ConnectTimeouts = { connect: 30_000, greeting: 60_000, idle: 300_000, answer: 600_000 };

export type Connected =
  /** `refused`: why the next hop did not take what was to be offered; this session only shows what it can do, and carries no mail. */
  | { readonly kind: 'open'; readonly connection: PeerConnection; readonly refused: Failure | null }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * Opens an SMTP session with one address, up to the end of EHLO. How TLS begins is as demanded; whether what it achieved is enough is asked
 * later, by tls-check.ts, before MAIL. Only where nothing is demanded a TLS failure leads to a further try in plaintext. Where a next hop finds
 * nothing in what a TLS profile offers, a further try offers all: that shows what it can do, and so why nothing is sent to it.
 */
export async function connect(candidate: Candidate, demand: TlsDemand, context: ConnectContext, from: ConnectFrom): Promise<Connected> {
  const first = await openSession(candidate, demand, context, from);
  if (first instanceof PeerConnection) return { kind: 'open', connection: first, refused: null };
  const again = otherOffer(demand, first);
  if (again === null) return failed(first, candidate, from);
  const second = await openSession(candidate, again, context, from);
  if (!(second instanceof PeerConnection)) return failed(second, candidate, from);
  return { kind: 'open', connection: second, refused: 'profile' in demand ? connectFailure(first, label(candidate)) : null };
}

/** How to try once more; null: not at all. */
function otherOffer(demand: TlsDemand, error: ConnectionError): TlsDemand | null {
  if (demand.startsWith === 'opportunistic') return isTlsTrouble(error) ? { startsWith: 'plaintext' } : null;
  if (!('profile' in demand) || demand.profile === 'compatible' || !isHandshakeRefused(error)) return null;
  return { ...demand, profile: 'compatible' };
}

function failed(error: ConnectionError, candidate: Candidate, { sourceAddress }: ConnectFrom): Connected {
  if (sourceAddress !== null && error.code === 'EADDRNOTAVAIL') return { kind: 'failed', failure: addressMissing(sourceAddress) };
  return { kind: 'failed', failure: connectFailure(error, label(candidate)) };
}

function label({ host, port }: Candidate): string {
  return `${host}:${port}`;
}

async function openSession(
  candidate: Candidate,
  demand: TlsDemand,
  { hostname, tls: contexts, timeouts }: ConnectContext,
  { serverName, sourceAddress }: ConnectFrom,
): Promise<PeerConnection | ConnectionError> {
  const socket = await openSocket(candidate, sourceAddress, timeouts.connect);
  if (!(socket instanceof net.Socket)) return socket;
  const options: SMTPConnection.Options = {
    connection: socket,
    host: candidate.host,
    port: candidate.port,
    name: hostname,
    tls: tlsOptions(serverName, demand, contexts),
    connectionTimeout: timeouts.connect + timeouts.greeting,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.idle,
    ...OPENINGS[demand.startsWith],
  };
  const connection = new PeerConnection(options, timeouts.answer);
  const opened = await connection.open();
  if (opened.kind === 'open') return connection;
  connection.close();
  return opened.error;
}

const OPENINGS: { readonly [Start in TlsDemand['startsWith']]: SMTPConnection.Options } = {
  plaintext: { secure: false, ignoreTLS: true },
  opportunistic: { secure: false, opportunisticTLS: true },
  starttls: { secure: false, requireTLS: true },
  implicit: { secure: true },
};

function tlsOptions(host: string, demand: TlsDemand, contexts: RelayTls): tls.ConnectionOptions {
  const named = 'check' in demand && demand.check.kind === 'name' ? demand.check.name : null;
  const servername = net.isIP(host) === 0 ? host : named;
  const profile: TlsProfileName = 'profile' in demand ? demand.profile : 'compatible';
  return {
    secureContext: contexts[profile],
    ...(servername === null ? {} : { servername }),
    // OpenSSL judges the chain in any case (`authorized`). The handshake is not broken off, so that tls-check.ts sees the certificate and
    // can say what is wrong with it; nothing but EHLO is sent before it has.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  };
}

function openSocket({ address, port }: Candidate, sourceAddress: string | null, timeoutMs: number): Promise<net.Socket | ConnectionError> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: address, port, noDelay: true, ...(sourceAddress === null ? {} : { localAddress: sourceAddress }) });
    const fail = (message: string, code: string | null, timedOut: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ message, code, reply: null, timedOut, phase: 'tcp', awaited: null });
    };
    const onError = (error: NodeJS.ErrnoException): void => fail(error.message, error.code ?? null, error.code === 'ETIMEDOUT');
    const timer = setTimeout(() => fail('timed out', null, true), timeoutMs);
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
