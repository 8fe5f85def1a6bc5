import type { Gauges } from '@/smtp-worker/monitoring/gauges';

/** What a worker that has nothing to do measures. */
export const QUIET_GAUGES: Gauges = {
  version: '0.1.0',
  sessions: () => 0,
  deliveries: () => 0,
  policy: () => ({ revision: 1, compileSeconds: 0.1 }),
  databaseUp: () => true,
  certificates: () => [{ hostname: 'mx.local.tld', selfSigned: true, notAfter: new Date('2027-01-01T00:00:00Z') }],
  queue: () => Promise.resolve({ states: [{ state: 'deferred', count: 7, oldest: new Date(0) }], ages: [], stuck: [] }),
};
