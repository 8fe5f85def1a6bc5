import type { SecretKey } from '@/lib/auth/secret-key';
import type { Log } from '@/lib/log/log';
import { DNS_TIMEOUT } from '@/lib/lookups/mail-lookups';

/** All that a worker is told: main.ts makes it from the environment, a test by hand. Times in milliseconds. */
export interface WorkerConfig {
  /** Our name in greetings, Received headers, DSNs and the self-signed certificate. */
  readonly hostname: string;
  readonly databaseUrl: string;
  readonly secretKey: SecretKey;
  readonly listeners: readonly ListenerConfig[];
  /** `address:port` of the DNS servers for every look-up; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** Port of /healthz, /readyz and /metrics on `host`; 0: any free one. Null: a supervisor serves them. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Connections to the database at most. */
  readonly databaseConnections: number;
  /** PEM of further CAs trusted when relaying; null: the system's alone. */
  readonly extraCa: string | null;
  /** Networks (canonical text) that webhooks may reach although they are not public. */
  readonly webhookNetworks: readonly string[];
  readonly log: Log;
  /** A client has more or fewer connections open in this process than before. */
  readonly onClientChange?: (ip: string) => void;
  readonly timings?: Partial<WorkerTimings>;
}

/** An address and port that SMTP is accepted on. With `submission` a client must sign in before MAIL. */
export interface ListenerConfig {
  readonly name: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly tls: 'starttls' | 'implicit';
  readonly submission: boolean;
}

/** A listener with the address and port that it has. */
export type RunningListener = Pick<ListenerConfig, 'name' | 'tls' | 'submission'> & { readonly address: string; readonly port: number };

export interface WorkerTimings {
  /** How long this worker's claims stand without a heartbeat. */
  readonly lease: number;
  readonly heartbeat: number;
  /** How often the revision, the certificate and the queue are looked at without being woken. */
  readonly poll: number;
  /** How long open sessions and deliveries may take to finish after stop(). */
  readonly grace: number;
  /** For each of two tries of a look-up for the rules, with each DNS server. */
  readonly dnsQuestion: number;
  /** Before each further call of a webhook that has not taken a notification. */
  readonly webhookRetries: readonly number[];
}

export const DEFAULT_TIMINGS: WorkerTimings = {
  lease: 15_000,
  heartbeat: 1000,
  poll: 1000,
  grace: 20_000,
  dnsQuestion: DNS_TIMEOUT,
  webhookRetries: [5000, 30_000, 120_000],
};
