import net from 'node:net';
import tls from 'node:tls';
import type { KeyAndCertificate } from './certificate-authority';
import { type AnswerBook, NextHopSession, type ReceivedMessage, type SignIn } from './next-hop-session';
import { startWireTap, type TappedConnection, type WireTap } from './wire-tap';

/** How the peer behaves before SMTP can begin. */
type Opening =
  /** TLS from the first byte. */
  | 'implicit'
  | 'plaintext'
  /** Plaintext that offers STARTTLS. */
  | 'starttls'
  | 'closes-at-once'
  /** Takes the ClientHello and closes. */
  | 'closes-in-handshake'
  /** Accepts the connection and never says a word. */
  | 'silent';

export interface NextHopOptions {
  readonly opening: Opening;
  readonly certificate?: KeyAndCertificate;
  readonly tlsVersion?: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** The cipher suites that it knows, by their OpenSSL names, and its groups for the key exchange; else the usual ones. */
  readonly ciphers?: string;
  readonly groups?: string;
  readonly extensions?: readonly string[] | null;
  readonly answers?: AnswerBook;
  readonly port?: number;
  /** Where it listens; loopback unless given. */
  readonly host?: string;
}

export interface NextHop {
  readonly port: number;
  readonly messages: readonly ReceivedMessage[];
  readonly signIns: readonly SignIn[];
  /** One entry per TCP connection, with the raw bytes beneath TLS. */
  readonly connections: readonly TappedConnection[];
  /** Stands in front of it. */
  readonly wire: WireTap;
  /** What each completed handshake agreed on; `servername` is the SNI that the client sent. */
  readonly handshakes: readonly Handshake[];
  /** Replaces the answers for everything that comes from now on. */
  answerWith(answers: AnswerBook): void;
  stop(): Promise<void>;
}

interface Handshake {
  readonly version: string | null;
  readonly cipher: string;
  readonly servername: string | false;
}

const USUAL_EXTENSIONS = ['PIPELINING', 'SIZE 104857600', '8BITMIME', 'SMTPUTF8', 'DSN', 'ENHANCEDSTATUSCODES'] as const;

/** A real SMTP server on loopback that records what it gets and misbehaves as told. */
export async function startNextHop(options: NextHopOptions): Promise<NextHop> {
  const messages: ReceivedMessage[] = [];
  const signIns: SignIn[] = [];
  const handshakes: Handshake[] = [];
  const sockets = new Set<net.Socket>();
  let answers: AnswerBook = options.answers ?? (() => undefined);
  const secureContext = contextOf(options);

  const talk = (stream: net.Socket, { encrypted, greet }: { encrypted: boolean; greet: boolean }): void => {
    new NextHopSession(stream, {
      answers: (moment) => answers(moment),
      extensions: options.extensions === undefined ? USUAL_EXTENSIONS : options.extensions,
      encrypted,
      greet,
      received: (message) => messages.push(message),
      signedIn: (signIn) => signIns.push(signIn),
      startTls: options.opening === 'starttls' && !encrypted ? () => encrypt(stream, false) : null,
    });
  };
  const encrypt = (socket: net.Socket, greet: boolean): void => {
    const secure = new tls.TLSSocket(socket, { isServer: true, ...(secureContext === null ? {} : { secureContext }) });
    secure.on('error', () => socket.destroy());
    secure.once('secure', () => {
      handshakes.push({ version: secure.getProtocol(), cipher: secure.getCipher().standardName, servername: servernameOf(secure) });
      talk(secure, { encrypted: true, greet });
    });
  };
  const talkPlainly = (socket: net.Socket): void => talk(socket, { encrypted: false, greet: true });
  const openings: Record<Opening, (socket: net.Socket) => void> = {
    implicit: (socket) => encrypt(socket, true),
    plaintext: talkPlainly,
    starttls: talkPlainly,
    'closes-at-once': (socket) => socket.destroy(),
    'closes-in-handshake': (socket) => socket.once('data', () => socket.destroy()),
    silent: (socket) => socket.resume(),
  };
  const accept = (socket: net.Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    openings[options.opening](socket);
  };

  const server = net.createServer(accept);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the next hop has no TCP port');
  const tap = await startWireTap({ targetPort: address.port, port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return {
    port: tap.port,
    messages,
    signIns,
    connections: tap.connections,
    wire: tap,
    handshakes,
    answerWith: (book) => {
      answers = book;
    },
    stop: async () => {
      await tap.stop();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function contextOf({ opening, certificate, tlsVersion, ciphers, groups }: NextHopOptions): tls.SecureContext | null {
  if (opening !== 'implicit' && opening !== 'starttls') return null;
  if (certificate === undefined) throw new Error(`a next hop with ${opening} TLS needs a certificate`);
  return tls.createSecureContext({
    cert: certificate.certificate,
    key: certificate.key,
    ...(tlsVersion === undefined ? {} : { minVersion: tlsVersion, maxVersion: tlsVersion }),
    ...(ciphers === undefined ? {} : { ciphers }),
    ...(groups === undefined ? {} : { ecdhCurve: groups }),
    // OpenSSL 3 allows TLS 1.1 only at security level 0.
    ...(tlsVersion === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  });
}

function servernameOf(socket: tls.TLSSocket): string | false {
  return 'servername' in socket && typeof socket.servername === 'string' && socket.servername !== '' ? socket.servername : false;
}
