import type pg from 'pg';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { NewTransaction } from '@/lib/queue/transaction';

export interface DeliveryOptions {
  readonly workerId: string;
  /** Our name in EHLO and DSNs. */
  readonly hostname: string;
  readonly pool: pg.Pool;
  /** The policy in force; null while none has been loaded: then nothing is delivered. */
  readonly policy: () => CompiledPolicy | null;
  /** `address:port`; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** PEM of further trusted CAs. */
  readonly extraCa: string | null;
  /** Where this worker itself listens, so that a next hop that is ourselves is seen as a loop. */
  readonly listeners: () => readonly { readonly address: string; readonly port: number }[];
  /** A rule matched while a delivery was planned. */
  readonly countHit: (ruleId: string, mode: 'enforce' | 'monitor') => void;
  /** Milliseconds between two looks at the queue without being woken. */
  readonly poll: number;
  /** Milliseconds that deliveries under way may take to finish after stop(). */
  readonly grace: number;
}

export interface RunningDelivery {
  /** Mail may be due. `stored`: what this worker has just stored, so that its bodies need not be read again. */
  wake(stored?: readonly NewTransaction[]): void;
  /** Deliveries under way. */
  underWay(): number;
  /** Finishes what is under way within the grace period, and gives the other claims back. */
  stop(): Promise<void>;
}

/** Delivers what is due until it is stopped. */
export function startDelivery(_options: DeliveryOptions): RunningDelivery {
  throw new Error('not yet');
}
