import { once } from 'node:events';
import type net from 'node:net';
import type tls from 'node:tls';
import ipaddr from 'ipaddr.js';
import { SMTPServer } from 'smtp-server';
import type { SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import { type AcceptanceSettings, DEFAULT_ACCEPTANCE } from '@/lib/policy/basic-settings';
import type { ListenerCertificate, ListenerCertificates } from '../certificate';
import { reasonOf } from '../database-state';
import { Session } from '../session/session';
import type { SessionContext } from '../session/session-context';
import { trustedAuthorities } from '../trusted-authorities';
import type { ListenerConfig, RunningListener } from '../worker-config';
import { Connection } from './connection';
import type { ConnectionCount } from './connection-count';
import { Patience } from './patience';

/** Connections of a worker over all listeners. */
const MOST_CONNECTIONS = 2000;
/** So many connections over a limit are told why they are closed; more are just closed, as are those that do not even shake hands. */
const MOST_TOLD = 100;
/** Milliseconds for the handshake of implicit TLS, at most. */
const HANDSHAKE_TIMEOUT = 60_000;

/** A listener that accepts connections. */
export interface OpenListener {
  readonly running: RunningListener;
  /** Connections from now on get these certificates. */
  showCertificates(certificates: ListenerCertificates): void;
  /** Stops accepting and tells the clients. Resolves when the last has gone. */
  shutDown(): Promise<void>;
  /** Ends the sessions that are left. */
  abort(): void;
}

/** What the TLS of the listeners is made of. */
export interface ListenerTls {
  readonly certificates: ListenerCertificates;
  /** PEM of further CAs whose client certificates count as verified; null: the system's alone. */
  readonly extraCa: string | null;
}

/** @throws the system's error when the address or port is not to be had */
export async function openListener(
  config: ListenerConfig,
  { certificates, extraCa }: ListenerTls,
  context: SessionContext,
  count: ConnectionCount,
): Promise<OpenListener> {
  const server = new Server(config, tlsOptions(certificates, extraCa), context, count);
  const listening = server.listen(config.port, config.host);
  await once(listening, 'listening');
  const bound = listening.address();
  const { address, port } = typeof bound === 'object' && bound !== null ? bound : { address: config.host, port: config.port };
  const { name, tls: mode, submission } = config;
  context.log.event('listening', { listener: name, address, port, tls: mode, submission });
  return {
    running: { name, tls: mode, submission, address, port },
    showCertificates: (next) => server.updateSecureContext(tlsOptions(next, extraCa)),
    shutDown: () => server.shutDown(),
    abort: () => server.abort(),
  };
}

class Server extends SMTPServer {
  private readonly open = new Set<Connection>();
  /** Takes a connection off the count again, by `address port` of the client. */
  private readonly uncount = new Map<string, () => void>();
  /** Of handshakes of implicit TLS that are under way, by the same. */
  private readonly patience = new Map<string, Patience>();

  constructor(
    private readonly config: ListenerConfig,
    secured: ReturnType<typeof tlsOptions>,
    private readonly context: SessionContext,
    private readonly count: ConnectionCount,
  ) {
    super({
      ...secured,
      // Asked of every client, required of none: a rule may ask who it was.
      requestCert: true,
      rejectUnauthorized: false,
      secure: config.tls === 'implicit',
      disableReverseLookup: true,
      socketTimeout: HANDSHAKE_TIMEOUT,
      logger: false,
      noDelay: true,
    });
  }

  /** Sessions report their own faults, and a failure to listen goes to whoever called listen(). */
  override _onError(error: Error & { meta?: { remoteAddress?: string } }): void {
    const { log, metrics } = this.context;
    const common = { listener: this.config.name, reason: reasonOf(error) };
    // Only errors of the handshake of implicit TLS carry details.
    if (error.meta !== undefined) {
      metrics.tlsFailures.inc({ listener: this.config.name });
      log.event('tls-failed', { ...common, clientIp: error.meta.remoteAddress ?? null });
    } else if (this.server.listening) log.event('listener-failed', common);
  }

  override _acceptSocket(socket: net.Socket, handshake: boolean): (() => void) | false {
    const key = keyOf(socket);
    const ip = clientIp(socket);
    if (this.isOver(ip, MOST_TOLD)) {
      socket.destroy();
      return false;
    }
    const uncount = this.count.add(ip);
    this.uncount.set(key, uncount);
    const patience = new Patience(Math.min(HANDSHAKE_TIMEOUT, this.settings().idleTimeout * 1000), () => {
      // The topmost: a TLS socket must not be torn down from below.
      (this._pendingSockets.get(socket) ?? socket).destroy();
    });
    this.patience.set(key, patience);
    socket.once('close', () => {
      uncount();
      this.uncount.delete(key);
      patience.end();
      this.patience.delete(key);
    });
    return super._acceptSocket(socket, handshake);
  }

  override connect(socket: net.Socket | tls.TLSSocket, options?: SMTPConnectionOptions | null): void {
    const ip = clientIp(socket);
    const key = keyOf(socket);
    this.patience.get(key)?.end();
    const { config, context } = this;
    const session = new Session(context, {
      sessionId: options?.id ?? '',
      listener: config.name,
      submission: config.submission,
      implicitTls: config.tls === 'implicit',
      ip,
      port: socket.remotePort ?? 0,
      localIp: plainIp(socket.localAddress),
      localPort: socket.localPort ?? config.port,
    });
    const connection: Connection = new Connection(this, socket, options, session, {
      hostname: context.hostname,
      log: context.log,
      metrics: context.metrics,
      isTooMany: () => this.isOver(ip, 0),
      onGone: () => {
        this.open.delete(connection);
        this.uncount.get(key)?.();
      },
    });
    this.open.add(connection);
    connection.init();
  }

  private settings(): AcceptanceSettings {
    return this.context.policy()?.policy.acceptance ?? DEFAULT_ACCEPTANCE;
  }

  private isOver(ip: string, tolerance: number): boolean {
    const { maxConnectionsPerClient } = this.settings();
    return this.count.of(ip) > maxConnectionsPerClient + tolerance || this.count.all() > MOST_CONNECTIONS + tolerance;
  }

  shutDown(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this._pendingSockets.values()) socket.destroy();
    for (const connection of [...this.open]) connection.shutDown();
    return gone;
  }

  abort(): void {
    for (const connection of [...this.open]) connection.abort();
  }
}

/** TLS 1.2 and 1.3 only (RFC 8996), for every name. */
function tlsOptions({ own, others }: ListenerCertificates, extraCa: string | null) {
  const common = { minVersion: 'TLSv1.2', ...trustedAuthorities(extraCa) } as const;
  const forName = ({ certificate, key }: ListenerCertificate): tls.TlsOptions => ({ cert: certificate, key, ...common });
  return { ...forName(own), sniOptions: new Map(others.map((other) => [other.hostname, forName(other)])) };
}

function clientIp(socket: net.Socket): string {
  return plainIp(socket.remoteAddress);
}

/** An IPv4 address in IPv6 spelling as IPv4. */
function plainIp(address = ''): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

function keyOf(socket: net.Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}
