import type { PeerConnection } from './peer-connection';
import type { Candidate } from './resolve-next-hop';
import type { TlsSeen } from './tls-check';

/** A session with a next hop, ready for MAIL once tls-check.ts has agreed. */
export interface OpenPeer {
  readonly connection: PeerConnection;
  readonly candidate: Candidate;
  readonly seen: TlsSeen | null;
  /** Messages that it has carried, or was to carry. */
  readonly carried: number;
}

export interface CacheLimits {
  /** Milliseconds that an idle connection is kept: short, since other hosts' slots are dear. */
  readonly idle: number;
  readonly perKey: number;
}

interface Kept {
  readonly peer: OpenPeer;
  readonly timer: NodeJS.Timeout;
}

/**
 * Idle connections, by delivery plan: next hop and TLS demand together. A delivery thus never gets a connection that was opened for another
 * demand, be it stronger or weaker.
 */
export class ConnectionCache {
  private readonly kept = new Map<string, Kept[]>();

  constructor(private readonly limits: CacheLimits) {}

  /** The connection used last that is still open; null if there is none. */
  take(key: string): OpenPeer | null {
    const idle = this.kept.get(key);
    for (let kept = idle?.pop(); kept !== undefined; kept = idle?.pop()) {
      clearTimeout(kept.timer);
      if (!kept.peer.connection.destroyed) return kept.peer;
    }
    this.kept.delete(key);
    return null;
  }

  put(key: string, peer: OpenPeer): void {
    const idle = this.kept.get(key) ?? [];
    if (idle.length >= this.limits.perKey) {
      peer.connection.leave();
      return;
    }
    const timer = setTimeout(() => this.expire(key, peer), this.limits.idle);
    idle.push({ peer, timer });
    this.kept.set(key, idle);
  }

  /** Says goodbye to all. */
  clear(): void {
    for (const idle of this.kept.values()) {
      for (const { peer, timer } of idle) {
        clearTimeout(timer);
        peer.connection.leave();
      }
    }
    this.kept.clear();
  }

  private expire(key: string, peer: OpenPeer): void {
    const rest = (this.kept.get(key) ?? []).filter((kept) => kept.peer !== peer);
    if (rest.length === 0) this.kept.delete(key);
    else this.kept.set(key, rest);
    peer.connection.leave();
  }
}
