import type pg from 'pg';
import type { RuleOutcome } from '@/lib/acceptance/rule-outcomes';
import type { SecretKey } from '@/lib/auth/secret-key';
import type { Log } from '@/lib/log/log';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Settlement } from '@/lib/queue/settle-attempts';
import type { NewTransaction } from '@/lib/queue/transaction';
import type { DatabaseState } from '../database-state';
import type { ConnectTimeouts } from './connect';

export interface DeliveryOptions {
  readonly workerId: string;
  /** Our name in EHLO and DSNs. */
  readonly hostname: string;
  readonly pool: pg.Pool;
  /** Of the stored passwords of next hops. */
  readonly secretKey: SecretKey;
  readonly database: Pick<DatabaseState, 'found' | 'lost'>;
  /** The policy in force; null while none has been loaded: then nothing is delivered. */
  readonly policy: () => CompiledPolicy | null;
  /** `address:port`; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** PEM of further trusted CAs. */
  readonly extraCa: string | null;
  /** Where this worker itself listens, so that a next hop that is ourselves is seen as a loop. */
  readonly listeners: () => readonly { readonly address: string; readonly port: number }[];
  /** A rule was judged when a delivery was planned for the first time. */
  readonly countRule: (outcome: RuleOutcome) => void;
  readonly countSettled: (settlement: Settlement) => void;
  /** A rule was true when a message was routed that had been received at this time. */
  readonly noteRouted: (rule: Pick<RuleOutcome, 'ruleId' | 'mode'>, receivedAt: Date) => void;
  readonly log: Log;
  /** How many workers share the queue, this one included: each takes its part of the connections to a next hop. */
  readonly workers: () => number;
  /** Milliseconds between two looks at the queue without being woken. */
  readonly poll: number;
  /** Milliseconds that deliveries under way may take to finish after stop(). */
  readonly grace: number;
  /** The database's time: what is due and what is over is judged by it. */
  readonly now: () => Date;
  /** Whether the claims of a worker whose lease has passed may be taken over. */
  readonly mayTakeOver: () => boolean;
  readonly timeouts?: ConnectTimeouts;
}

export interface RunningDelivery {
  /** Mail may be due. `stored`: what this worker has just stored, so that its bodies need not be read again. */
  wake(stored?: readonly NewTransaction[]): void;
  /** Deliveries under way. */
  underWay(): number;
  /** Finishes what is under way within the grace period, and gives the other claims back. */
  stop(): Promise<void>;
}
