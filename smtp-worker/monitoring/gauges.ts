import { type Aggregator, Gauge, type Registry } from 'prom-client';
import type { QueueState } from '@/lib/queue/queue-state';

/** Values that are read when somebody asks for the metrics. */
export interface Gauges {
  readonly version: string;
  readonly sessions: () => number;
  readonly deliveries: () => number;
  readonly policy: () => { readonly revision: number; readonly compileSeconds: number } | null;
  readonly databaseUp: () => boolean;
  /** Those that the listeners show. */
  readonly certificates: () => readonly { readonly hostname: string; readonly selfSigned: boolean; readonly notAfter: Date }[];
  /** Null while the database is away: then the gauges have no value. */
  readonly queue: () => Promise<QueueState | null>;
}

/** Adds the gauges of a worker. What all processes of a host know alike is not added up over them, as `aggregator` says. */
export function addGauges(registry: Registry, gauges: Gauges): void {
  const registers = [registry];
  const add = (name: string, help: string, read: () => number, aggregator: Aggregator = 'sum'): void => {
    new Gauge({
      name,
      help,
      registers,
      aggregator,
      collect() {
        this.set(read());
      },
    });
  };
  new Gauge({ name: 'siegel_build_info', help: 'Always 1', labelNames: ['version'], registers, aggregator: 'first' }).set(
    { version: gauges.version },
    1,
  );
  add('siegel_sessions_open', 'Open SMTP sessions', gauges.sessions);
  add('siegel_deliveries_under_way', 'Deliveries under way', gauges.deliveries);
  add('siegel_policy_revision', 'Revision of the policy in force, 0 before one is loaded', () => gauges.policy()?.revision ?? 0, 'min');
  add('siegel_policy_compile_seconds', 'How long the policy in force took to compile', () => gauges.policy()?.compileSeconds ?? 0, 'max');
  add('siegel_database_up', '1 while the database can be reached, else 0', () => Number(gauges.databaseUp()), 'min');
  new Gauge({
    name: 'siegel_certificate_expiry_timestamp_seconds',
    help: 'When a certificate of the listeners ends, in seconds since 1970',
    labelNames: ['hostname', 'self_signed'],
    registers,
    aggregator: 'min',
    collect() {
      this.reset();
      for (const { hostname, selfSigned, notAfter } of gauges.certificates()) {
        this.set({ hostname, self_signed: String(selfSigned) }, notAfter.getTime() / 1000);
      }
    },
  });
  addQueueGauges(registry, gauges.queue);
}

function addQueueGauges(registry: Registry, read: Gauges['queue']): void {
  const add = (name: string, help: string, measure: (state: QueueState['states'][number]) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [registry],
      // Every process sees the same queue.
      aggregator: 'max',
      async collect() {
        this.reset();
        for (const each of (await read())?.states ?? []) this.set({ state: each.state }, measure(each));
      },
    });
  };
  add('siegel_queue_recipients', 'Recipients in the queue of all workers', ({ count }) => count);
  add('siegel_queue_oldest_age_seconds', 'Age of the oldest message in the queue of all workers, 0 if there is none', ({ oldest }) =>
    oldest === null ? 0 : Math.max(0, (Date.now() - oldest.getTime()) / 1000),
  );
}
