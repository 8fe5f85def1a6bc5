import net from 'node:net';
import { Gate, Hold } from './gate';

/** The bytes of one TCP connection through a tap, in each direction, as they stood on the wire. */
export interface TappedConnection {
  readonly clientAddress: string | null;
  readonly fromClient: () => Buffer;
  readonly fromServer: () => Buffer;
}

/** `requests`: what comes from the client; `answers`: what comes from the server. */
type Direction = 'requests' | 'answers';

/** A TCP relay on loopback that records what passes. `cut` breaks all connections and refuses new ones until `restore`. */
export interface WireTap {
  readonly port: number;
  readonly connections: readonly TappedConnection[];
  cut(): Promise<void>;
  restore(): Promise<void>;
  /**
   * Holds a direction of each connection from the moment that `when` says so of a chunk from its client: the request itself does not pass,
   * or it passes and no answer comes.
   */
  holdWhen(direction: Direction, when: (fromClient: Buffer) => boolean): Hold;
  /** Holds a direction of the connections that are open now. */
  holdOpen(direction: Direction): Hold;
  stop(): Promise<void>;
}

/** The two directions of one connection. */
type Gates = Readonly<Record<Direction, Gate>>;

interface Watch {
  readonly direction: Direction;
  readonly when: (fromClient: Buffer) => boolean;
  readonly hold: Hold;
}

export interface WireTapOptions {
  /** 0: any free port. */
  readonly port?: number;
  /** Where it listens; loopback unless given. */
  readonly host?: string;
  readonly targetHost?: string;
  readonly targetPort: number;
  /** Without it only the relaying is done (for long or fast traffic). */
  readonly record?: boolean;
}

export async function startWireTap({
  port = 0,
  host = '127.0.0.1',
  targetHost = '127.0.0.1',
  targetPort,
  record = true,
}: WireTapOptions): Promise<WireTap> {
  const connections: TappedConnection[] = [];
  const open = new Set<net.Socket>();
  const gates = new Set<Gates>();
  const watches = new Set<Watch>();
  const accept = (client: net.Socket) => {
    const server = net.connect({ host: targetHost, port: targetPort, allowHalfOpen: true, noDelay: true });
    client.setNoDelay(true);
    const sent: Buffer[] = [];
    const received: Buffer[] = [];
    connections.push({
      clientAddress: client.remoteAddress ?? null,
      fromClient: () => Buffer.concat(sent),
      fromServer: () => Buffer.concat(received),
    });
    if (record) {
      client.on('data', (chunk) => sent.push(chunk));
      server.on('data', (chunk) => received.push(chunk));
    }
    const own: Gates = {
      requests: new Gate((chunk) => pass(chunk, client, server)),
      answers: new Gate((chunk) => pass(chunk, server, client)),
    };
    gates.add(own);
    client.on('close', () => gates.delete(own));
    client.on('data', (chunk) => {
      for (const { direction, when, hold } of watches) if (when(chunk)) hold.close(own[direction]);
      own.requests.push(chunk);
    });
    server.on('data', (chunk) => own.answers.push(chunk));
    join(client, server, open);
    join(server, client, open);
  };
  let server = await listen(host, port, accept);
  const bound = portOf(server);
  const closeAll = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    port: bound,
    connections,
    cut: closeAll,
    restore: async () => {
      server = await listen(host, bound, accept);
    },
    holdWhen: (direction, when) => {
      const hold: Hold = new Hold(() => watches.delete(watch));
      const watch: Watch = { direction, when, hold };
      watches.add(watch);
      return hold;
    },
    holdOpen: (direction) => {
      const hold = new Hold();
      for (const each of gates) hold.close(each[direction]);
      return hold;
    },
    stop: closeAll,
  };
}

function pass(chunk: Buffer, from: net.Socket, to: net.Socket): void {
  if (to.write(chunk)) return;
  from.pause();
  to.once('drain', () => from.resume());
}

/** Passes end and breakage of one side on to the other. */
function join(from: net.Socket, to: net.Socket, open: Set<net.Socket>): void {
  open.add(from);
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
  from.on('close', () => {
    open.delete(from);
    if (from.errored !== null || !from.readableEnded) to.destroy();
  });
}

function listen(host: string, port: number, accept: (socket: net.Socket) => void): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer({ allowHalfOpen: true }, accept);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP port');
  return address.port;
}

/** Where TLS begins in a captured stream, and whether everything from there on is TLS records. */
export interface WireContent {
  /** What was sent before the first TLS record, as text. */
  readonly clear: string;
  readonly tlsRecords: number;
  /** Bytes after TLS began that belong to no TLS record; 0 for an honest stream. */
  readonly strayBytes: number;
}

/**
 * Takes a captured stream apart: plaintext SMTP lines first, then TLS records (RFC 8446 5.1: type 20-23, version 3.x, length).
 * A record cut short by the end of the capture counts as a record.
 */
export function readWire(bytes: Buffer): WireContent {
  let at = 0;
  while (at < bytes.length && !isRecordHeader(bytes, at)) {
    const lineEnd = bytes.indexOf('\n', at);
    at = lineEnd === -1 ? bytes.length : lineEnd + 1;
  }
  const clear = bytes.toString('latin1', 0, at);
  let tlsRecords = 0;
  while (at < bytes.length && isRecordHeader(bytes, at)) {
    tlsRecords += 1;
    at = at + 5 > bytes.length ? bytes.length : Math.min(bytes.length, at + 5 + bytes.readUInt16BE(at + 3));
  }
  return { clear, tlsRecords, strayBytes: bytes.length - at };
}

function isRecordHeader(bytes: Buffer, at: number): boolean {
  const type = bytes[at] ?? 0;
  return type >= 20 && type <= 23 && (at + 1 >= bytes.length || bytes[at + 1] === 3);
}
