import { expect, it } from 'vitest';
import { createMetrics } from '@/smtp-worker/monitoring/metrics';
import { addUp } from '@/smtp-worker/supervision/sum-of-metrics';
import { QUIET_GAUGES } from '../../support/quiet-gauges';

function worker({ sessions, revision }: { sessions: number; revision: number }) {
  const metrics = createMetrics({
    ...QUIET_GAUGES,
    sessions: () => sessions,
    policy: () => ({ revision, compileSeconds: 0.1 }),
    databaseUp: () => revision > 8,
  });
  metrics.transactions.inc({ outcome: 'accepted', stage: 'data' }, sessions);
  return metrics.values();
}

it('adds up what each process does, but not the queue that they share nor the revision', async () => {
  const text = await addUp([await worker({ sessions: 3, revision: 8 }), await worker({ sessions: 4, revision: 9 })]);
  expect(text).toContain('siegel_workers 2\n');
  expect(text).toContain('siegel_sessions_open 7\n');
  expect(text).toContain('siegel_transactions_total{outcome="accepted",stage="data"} 7\n');
  expect(text).toContain('siegel_queue_recipients{state="deferred"} 7\n');
  expect(text).toContain('siegel_policy_revision 8\n');
  expect(text).toContain('siegel_database_up 0\n');
  expect(text).toContain('siegel_certificate_expiry_timestamp_seconds{hostname="mx.local.tld",self_signed="true"} 1798761600\n');
});

it('has something to say while no process listens', async () => {
  expect(await addUp([])).toContain('siegel_workers 0\n');
});
