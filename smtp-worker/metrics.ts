import {
  type Aggregator,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';
import type { QueueDepth } from '@/lib/queue/queue-depth';

/** What a worker counts and measures, for Prometheus. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Values that are read when somebody asks for the metrics. */
export interface Gauges {
  readonly sessions: () => number;
  readonly deliveries: () => number;
  readonly revision: () => number | null;
  /** Null while the database is away: then the gauge has no value. */
  readonly queue: () => Promise<QueueDepth | null>;
}

export function createMetrics(gauges: Gauges) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number, aggregator: Aggregator = 'sum'): void => {
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
  gauge('siegel_sessions_open', 'Open SMTP sessions', gauges.sessions);
  gauge('siegel_deliveries_under_way', 'Deliveries under way', gauges.deliveries);
  gauge('siegel_policy_revision', 'Revision of the policy in force, 0 before one is loaded', () => gauges.revision() ?? 0, 'min');
  new Gauge({
    name: 'siegel_queue_recipients',
    help: 'Recipients in the queue of all workers',
    labelNames: ['state'],
    registers,
    // Every process counts the same queue.
    aggregator: 'max',
    async collect() {
      this.reset();
      const depth = await gauges.queue();
      for (const [state, count] of Object.entries(depth ?? {})) this.set({ state }, count);
    },
  });
  return {
    text: (): Promise<string> => registry.metrics(),
    /** To be added up with those of other processes (supervision/sum-of-metrics.ts). */
    values: (): Promise<MetricObjectWithValues<MetricValue<string>>[]> => registry.getMetricsAsJSON(),
    sessions: new Counter({ name: 'siegel_sessions_total', help: 'SMTP sessions by listener', labelNames: ['listener'], registers }),
    /** `outcome`: accepted, refused, put-off; `stage` where it ended. */
    transactions: new Counter({
      name: 'siegel_transactions_total',
      help: 'SMTP transactions by outcome and stage',
      labelNames: ['outcome', 'stage'],
      registers,
    }),
    signIns: new Counter({ name: 'siegel_sign_ins_total', help: 'AUTH by outcome', labelNames: ['outcome'], registers }),
    /** `kind`: email, webhook; `outcome`: sent, held-back, failed (and tried again), dropped. */
    notifications: new Counter({
      name: 'siegel_notifications_total',
      help: 'Notifications of rules by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    recordsDropped: new Counter({
      name: 'siegel_records_dropped_total',
      help: 'Records of refused transactions that were given up because the database could not keep up',
      registers,
    }),
    commitSeconds: new Histogram({ name: 'siegel_commit_seconds', help: 'Duration of a group commit', registers }),
    commitTransactions: new Histogram({
      name: 'siegel_commit_transactions',
      help: 'Transactions in a group commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
      registers,
    }),
  };
}
