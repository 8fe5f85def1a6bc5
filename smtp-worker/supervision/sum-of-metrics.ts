import { AggregatorRegistry, Gauge } from 'prom-client';

/** The metrics of several processes as text for Prometheus: each added up, or joined as its `aggregator` says, and how many processes there are. */
export function addUp(ofProcesses: readonly (readonly object[])[]): Promise<string> {
  const sum = AggregatorRegistry.aggregate(ofProcesses.map((metrics) => [...metrics]));
  new Gauge({ name: 'siegel_workers', help: 'Worker processes of this host that listen', registers: [sum] }).set(ofProcesses.length);
  return sum.metrics();
}
