import cluster, { type Worker } from 'node:cluster';
import { fromWorkerSchema, type ToWorker, type WorkerState } from './messages';

/** Longer than the grace of a worker. */
const STOP_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 5000;

/** A worker process that a supervisor has started. It shares the ports of the listeners with the others. */
export class WorkerChild {
  /** Resolves when it listens; rejects when it has ended before. */
  readonly listening: Promise<void>;
  /** How it has ended: `exit code 1`, `by SIGKILL`. */
  readonly ended: Promise<string>;
  private readonly process: Worker = cluster.fork();
  private readonly questions = new Map<number, (state: WorkerState | null) => void>();
  private asked = 0;
  private isListening = false;
  private gone = false;
  private toldToStop = false;

  constructor(onClients: (child: WorkerChild, counts: Readonly<Record<string, number>>) => void) {
    let began: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      began = resolve;
    });
    this.process.on('message', (raw: unknown) => {
      const message = fromWorkerSchema.parse(raw);
      if (message.kind === 'listening') {
        this.isListening = true;
        began();
      } else if (message.kind === 'answer') this.answered(message.question, message.state);
      else onClients(this, message.counts);
    });
    // A process that ends while it is written to says so by its exit.
    this.process.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.process.once('exit', (code, signal) => {
        this.gone = true;
        for (const question of [...this.questions.keys()]) this.answered(question, null);
        resolve(signal === null ? `exit code ${code}` : `by ${signal}`);
      });
    });
    const endedBefore = this.ended.then((end) => {
      throw new Error(end);
    });
    this.listening = Promise.race([hasBegun, endedBefore]);
    this.listening.catch(() => undefined);
  }

  get pid(): number {
    return this.process.process.pid ?? 0;
  }

  /** Whether it takes mail and is to go on with it. */
  get serves(): boolean {
    return this.isListening && !this.gone && !this.toldToStop;
  }

  get stopping(): boolean {
    return this.toldToStop;
  }

  tell(message: ToWorker): void {
    if (this.process.isConnected()) this.process.send(message);
  }

  /** What it says of itself; null if it ends meanwhile or does not answer. */
  ask(): Promise<WorkerState | null> {
    if (this.gone) return Promise.resolve(null);
    this.asked += 1;
    const question = this.asked;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answered(question, null), ANSWER_TIMEOUT_MS);
      this.questions.set(question, (state) => {
        clearTimeout(timer);
        resolve(state);
      });
      this.tell({ kind: 'ask', question });
    });
  }

  /** Lets it finish what is under way, and ends it if that takes too long. Resolves when it has ended. */
  async stop(): Promise<void> {
    this.toldToStop = true;
    if (this.gone) return;
    this.tell({ kind: 'stop' });
    const killer = setTimeout(() => this.process.process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(killer);
  }

  private answered(question: number, state: WorkerState | null): void {
    this.questions.get(question)?.(state);
    this.questions.delete(question);
  }
}
