import { collectDefaultMetrics, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client';
import { createCounters } from './counters';
import { addGauges, type Gauges } from './gauges';

/** What a worker counts and measures, for Prometheus. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics(gauges: Gauges, registry = new Registry()) {
  collectDefaultMetrics({ register: registry });
  addGauges(registry, gauges);
  return {
    text: (): Promise<string> => registry.metrics(),
    /** To be added up with those of other processes (supervision/sum-of-metrics.ts). */
    values: (): Promise<MetricObjectWithValues<MetricValue<string>>[]> => registry.getMetricsAsJSON(),
    ...createCounters(registry),
  };
}
