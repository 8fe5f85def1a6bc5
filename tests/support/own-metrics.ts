import { Registry } from 'prom-client';
import { z } from 'zod';
import { createMetrics } from '@/smtp-worker/monitoring/metrics';
import { addUp } from '@/smtp-worker/supervision/sum-of-metrics';
import { QUIET_GAUGES } from './quiet-gauges';

const metricSchema = z.object({ name: z.string(), labelNames: z.array(z.string()) });

/** What /metrics of a worker, or of a supervisor, can show: the labels of each metric by its name, those of the process included. */
export async function shownMetrics(): Promise<ReadonlyMap<string, readonly string[]>> {
  const registry = new Registry();
  const metrics = createMetrics(QUIET_GAUGES, registry);
  const labels = z.array(metricSchema).parse(registry.getMetricsAsArray());
  const ofSupervisor = [...(await addUp([await metrics.values()])).matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name);
  return new Map([
    ...ofSupervisor.map((name): [string, string[]] => [name, []]),
    ...labels.map(({ name, labelNames }): [string, string[]] => [name, labelNames]),
  ]);
}
