import type { NewTransaction } from '@/lib/queue/transaction';

export interface BatcherOptions {
  /** Stores all of them in one durable commit, or none. */
  readonly store: (transactions: readonly NewTransaction[]) => Promise<void>;
  /** Whether storing failed for what was in the transactions, so that trying again could never succeed. */
  readonly isUnstorable: (error: unknown) => boolean;
  /** Records of refused transactions have been given up. */
  readonly onDropped: (count: number) => void;
  /** Milliseconds until records that could not be stored are tried again. */
  readonly retryDelay: number;
}

/** Most transactions and octets of one commit. */
const MOST = 200;
const MOST_BYTES = 16 * 1024 * 1024;
/** Records of refused transactions that may wait, so that a flood of refusals while the database is slow cannot exhaust memory. */
export const MOST_RECORDS = 5000;

interface Waiting {
  readonly transaction: NewTransaction;
  /** Null for a record of a refusal: nobody waits for it. */
  readonly settle: ((error: unknown | null) => void) | null;
}

/**
 * Group commit: what finishes while one commit is being written goes into the next one together. Accepted transactions are answered when
 * theirs is durable; records of refused ones ride along.
 */
export class Batcher {
  private waiting: Waiting[] = [];
  private records = 0;
  private writing: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;

  constructor(private readonly options: BatcherOptions) {}

  /** Resolves when the transaction is durably stored. @throws what storing threw; then it is not ours */
  accept(transaction: NewTransaction): Promise<void> {
    return new Promise((resolve, reject) => {
      this.add({ transaction, settle: (error) => (error === null ? resolve() : reject(error)) });
    });
  }

  /** Records a refused transaction in time. Is dropped, and counted, when too many wait. */
  record(transaction: NewTransaction): void {
    if (this.records >= MOST_RECORDS) {
      this.options.onDropped(1);
      return;
    }
    this.records += 1;
    this.add({ transaction, settle: null });
  }

  /** Writes what waits; to be called when nothing is added any more. Records that cannot be stored are dropped. */
  async close(): Promise<void> {
    await this.writing;
    this.stopRetrying();
    await this.writeAll();
    this.stopRetrying();
    if (this.records > 0) this.options.onDropped(this.records);
  }

  private stopRetrying(): void {
    if (this.retry !== null) clearTimeout(this.retry);
    this.retry = null;
  }

  private add(item: Waiting): void {
    this.waiting.push(item);
    this.start();
  }

  private start(): void {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = null;
    });
  }

  private async writeAll(): Promise<void> {
    // What finishes in this turn of the event loop joins the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.retry === null ? this.waiting.length > 0 : this.waiting.some(({ settle }) => settle !== null)) {
      await this.write(this.nextBatch());
    }
  }

  private nextBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { transaction } of this.waiting.slice(0, MOST)) {
      bytes += transaction.body?.length ?? 0;
      if (count > 0 && bytes > MOST_BYTES) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.options.store(batch.map(({ transaction }) => transaction));
      this.settle(batch, null);
    } catch (error) {
      if (!this.options.isUnstorable(error)) return this.failed(batch, error);
      // One of them is at fault: the others must not suffer for it.
      if (batch.length > 1) for (const item of batch) await this.write([item]);
      else this.settle(batch, error);
    }
  }

  private settle(batch: readonly Waiting[], error: unknown | null): void {
    const records = batch.filter(({ settle }) => settle === null).length;
    this.records -= records;
    if (error !== null && records > 0) this.options.onDropped(records);
    for (const { settle } of batch) settle?.(error);
  }

  /** The database is away: who waits is told at once, records are kept for later. */
  private failed(batch: readonly Waiting[], error: unknown): void {
    this.settle(
      batch.filter(({ settle }) => settle !== null),
      error,
    );
    const records = batch.filter(({ settle }) => settle === null);
    if (records.length === 0) return;
    this.waiting.push(...records);
    this.retry ??= setTimeout(() => {
      this.retry = null;
      this.start();
    }, this.options.retryDelay).unref();
  }
}
