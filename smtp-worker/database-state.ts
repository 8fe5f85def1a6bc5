import type pg from 'pg';
import type { Log } from '@/lib/log/log';

/**
 * Whether the database can be reached, as far as known. Whoever finds out tells it; while it counts as away, asking looks again, so that
 * the first transaction after its return is not put off.
 */
export class DatabaseState {
  private awaySince: number | null = null;
  private backSince: number | null = null;
  private look: Promise<boolean> | null = null;

  constructor(
    private readonly pool: pg.Pool,
    private readonly log: Log,
  ) {}

  get away(): boolean {
    return this.awaySince !== null;
  }

  /**
   * Whether it has been there for so many milliseconds. Right after its return the leases of all workers have passed, not only those of dead ones.
   */
  steadyFor(ms: number): boolean {
    return this.awaySince === null && (this.backSince === null || performance.now() - this.backSince >= ms);
  }

  async reachable(): Promise<boolean> {
    if (this.awaySince === null) return true;
    this.look ??= this.pool
      .query('SELECT 1')
      .then(
        () => this.found(),
        (error: unknown) => this.lost(error),
      )
      .then(() => !this.away)
      .finally(() => {
        this.look = null;
      });
    return this.look;
  }

  found(): void {
    if (this.awaySince === null) return;
    this.log.event('database-back', { awayMs: Math.round(performance.now() - this.awaySince) });
    this.awaySince = null;
    this.backSince = performance.now();
  }

  lost(error: unknown): void {
    if (this.awaySince !== null) return;
    this.awaySince = performance.now();
    this.log.event('database-away', { reason: reasonOf(error) });
  }
}

/** An error in a few words. A refused connection to a name with several addresses has an empty message and the words in its parts. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
