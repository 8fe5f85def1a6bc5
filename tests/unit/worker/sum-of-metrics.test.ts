import { expect, it } from 'vitest';
import { createMetrics } from '@/smtp-worker/metrics';
import { addUp } from '@/smtp-worker/supervision/sum-of-metrics';

function worker({ sessions, revision }: { sessions: number; revision: number }) {
  const metrics = createMetrics({
    sessions: () => sessions,
    deliveries: () => 1,
    revision: () => revision,
    queue: () => Promise.resolve({ waiting: 7, active: 2, held: 0 }),
  });
  metrics.transactions.inc({ outcome: 'accepted', stage: 'data' }, sessions);
  return metrics.values();
}

it('adds up what each process does, but not the queue that they share nor the revision', async () => {
  const text = await addUp([await worker({ sessions: 3, revision: 8 }), await worker({ sessions: 4, revision: 9 })]);
  expect(text).toContain('siegel_workers 2\n');
  expect(text).toContain('siegel_sessions_open 7\n');
  expect(text).toContain('siegel_transactions_total{outcome="accepted",stage="data"} 7\n');
  expect(text).toContain('siegel_queue_recipients{state="waiting"} 7\n');
  expect(text).toContain('siegel_policy_revision 8\n');
});

it('has something to say while no process listens', async () => {
  expect(await addUp([])).toContain('siegel_workers 0\n');
});
