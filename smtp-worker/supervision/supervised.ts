import type { ConnectionCount } from '../listeners/connection-count';
import type { RunningWorker } from '../worker';
import { type FromWorker, toWorkerSchema, type WorkerState } from './messages';

/** Connections that begin and end within this time cost one message. */
const CLIENTS_EVERY_MS = 100;

/** How a worker process is reached by its supervisor. */
export interface SupervisorLink {
  tell(message: FromWorker): void;
  onMessage(receive: (message: unknown) => void): void;
}

/** Clients whose connections are to be reported to the supervisor. */
export class ChangedClients {
  private readonly changed = new Set<string>();

  note(ip: string): void {
    this.changed.add(ip);
  }

  /** How many connections each has open here; none is to be reported twice. */
  take(count: ConnectionCount): Record<string, number> {
    const counts = Object.fromEntries([...this.changed].map((ip) => [ip, count.here(ip)]));
    this.changed.clear();
    return counts;
  }
}

/** Lets the supervisor direct a running worker. @param onStop it wants the worker to stop */
export function followSupervisor(worker: RunningWorker, changed: ChangedClients, link: SupervisorLink, onStop: () => void): void {
  link.onMessage((raw) => {
    const message = toWorkerSchema.parse(raw);
    if (message.kind === 'stop') onStop();
    else if (message.kind === 'clients-elsewhere') worker.clients.setElsewhere(message.counts);
    else void stateOf(worker).then((state) => link.tell({ kind: 'answer', question: message.question, state }));
  });
  setInterval(() => {
    const counts = changed.take(worker.clients);
    if (Object.keys(counts).length > 0) link.tell({ kind: 'clients', counts });
  }, CLIENTS_EVERY_MS).unref();
  link.tell({ kind: 'listening' });
}

async function stateOf(worker: RunningWorker): Promise<WorkerState> {
  const metrics = await worker.metrics();
  return { notReady: worker.notReady(), metrics: metrics.map((metric) => ({ ...metric })) };
}
