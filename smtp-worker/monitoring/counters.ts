import { Counter, Histogram, type Registry } from 'prom-client';

/** From a delivery within the house to one that waits for a slow next hop. */
const DELIVERY_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What only grows while the process lives. Labels have few values: no domain, no address and no rule is one. */
export function createCounters(registry: Registry) {
  const registers = [registry];
  return {
    sessions: new Counter({ name: 'siegel_sessions_total', help: 'SMTP sessions by listener', labelNames: ['listener'], registers }),
    /** `tls_version`: TLSv1.2, TLSv1.3. */
    tlsSessions: new Counter({
      name: 'siegel_tls_sessions_total',
      help: 'TLS handshakes with clients that succeeded',
      labelNames: ['listener', 'tls_version'],
      registers,
    }),
    tlsFailures: new Counter({
      name: 'siegel_tls_failures_total',
      help: 'TLS handshakes with clients that failed',
      labelNames: ['listener'],
      registers,
    }),
    signIns: new Counter({ name: 'siegel_sign_ins_total', help: 'AUTH by outcome', labelNames: ['outcome'], registers }),
    /** `outcome`: accepted (2xx), put-off (4xx), refused (5xx); `stage` where it ended. */
    transactions: new Counter({
      name: 'siegel_transactions_total',
      help: 'SMTP transactions by outcome and the stage of the answer',
      labelNames: ['outcome', 'stage'],
      registers,
    }),
    /** `outcome` as above; `tls_version`: none, TLSv1.2, TLSv1.3. */
    received: new Counter({
      name: 'siegel_received_recipients_total',
      help: 'Recipients of SMTP transactions by outcome and TLS version of the client',
      labelNames: ['outcome', 'tls_version'],
      registers,
    }),
    receivedBytes: new Counter({ name: 'siegel_received_bytes_total', help: 'Octets of accepted messages', registers }),
    recordsDropped: new Counter({
      name: 'siegel_records_dropped_total',
      help: 'Records of refused transactions that were given up because the database could not keep up',
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'siegel_commit_seconds',
      help: 'Duration of a group commit',
      buckets: COMMIT_SECONDS,
      registers,
    }),
    commitTransactions: new Histogram({
      name: 'siegel_commit_transactions',
      help: 'Transactions in a group commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
      registers,
    }),
    /** `outcome`: delivered, deferred, bounced, expired; `tls_level` and `tls_version` as achieved, `unreached` without a connection. */
    deliveries: new Counter({
      name: 'siegel_deliveries_total',
      help: 'What deliveries came to, by recipient and by the TLS that was achieved',
      labelNames: ['outcome', 'tls_level', 'tls_version'],
      registers,
    }),
    /** `reason`: lib/queue/failure.ts. */
    deliveryFailures: new Counter({
      name: 'siegel_delivery_failures_total',
      help: 'Recipients that were not delivered to, by the reason of the last attempt',
      labelNames: ['reason'],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'siegel_delivery_seconds',
      help: 'Duration of a delivery attempt',
      buckets: DELIVERY_SECONDS,
      registers,
    }),
    /** `kind`: reverse-dns, block-list, spf, dkim, dmarc; `result`: found, failed. */
    lookups: new Counter({
      name: 'siegel_lookups_total',
      help: 'Look-ups for rules by kind and result',
      labelNames: ['kind', 'result'],
      registers,
    }),
    /** `result`: passed, waiting. */
    greylist: new Counter({
      name: 'siegel_greylist_checks_total',
      help: 'Recipients that a rule greylists, by whether the delay had passed',
      labelNames: ['result'],
      registers,
    }),
    /** `kind`: email, webhook; `outcome`: sent, held-back, failed (and tried again), dropped. */
    notifications: new Counter({
      name: 'siegel_notifications_total',
      help: 'Notifications of rules by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
  };
}
