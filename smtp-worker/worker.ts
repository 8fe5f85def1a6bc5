import type { ListenerConfig, WorkerConfig } from './worker-config';

/** A listener with the address and port that it has. */
export type RunningListener = Pick<ListenerConfig, 'name' | 'tls' | 'submission'> & { readonly address: string; readonly port: number };

export interface RunningWorker {
  readonly id: string;
  readonly listeners: readonly RunningListener[];
  readonly metricsPort: number;
  /** Stops accepting, lets sessions and deliveries finish within the grace, gives back the claims and marks the worker as stopped. */
  stop(): Promise<void>;
}

/** A worker cannot start; `message` is one sentence that says why. */
export class StartError extends Error {}

/**
 * Starts an SMTP worker in this process.
 * @throws StartError when the database cannot be reached or a port is taken
 */
export async function startWorker(config: WorkerConfig): Promise<RunningWorker> {
  throw new StartError(`The worker ${config.hostname} cannot start yet.`);
}
