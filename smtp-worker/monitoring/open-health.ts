import type { Log } from '@/lib/log/log';
import { cannotListen, orStartError } from '../start-error';
import { type HealthServer, startHealth } from './health';
import type { Metrics } from './metrics';

/** Serves the health and the metrics of a worker that runs alone. @throws StartError when the port is not to be had */
export async function openHealth(
  { host, port }: { readonly host: string; readonly port: number },
  whyNotReady: () => string | null,
  metrics: Metrics,
  log: Log,
): Promise<HealthServer> {
  const starting = startHealth({ host, port, notReady: whyNotReady, metrics: () => metrics.text() });
  const health = await orStartError(starting, cannotListen('health and metrics', host, port));
  log.event('health-listening', { address: host, port: health.port });
  return health;
}
