import type pg from 'pg';
import type { Log } from '@/lib/log/log';
import { type CompiledPolicy, compileSteps } from '@/lib/policy/compile';
import { inSlices } from '@/lib/revisions/in-slices';
import { StoredPolicyError } from '@/lib/revisions/policy-of-items';
import type { DatabaseState } from './database-state';
import { reasonOf } from './database-state';
import { type Repeated, repeat } from './repeat';
import { readPolicy, storedState } from './stored-policy';

export interface PolicyHolderOptions {
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly database: DatabaseState;
  readonly log: Log;
  /** Milliseconds between two looks at the revision without being woken. */
  readonly poll: number;
  /** A new policy is in force. What it throws does not undo that. */
  readonly onLoaded: (revision: number) => Promise<void>;
}

/** The policy in force. Whoever has taken one keeps it: a swap changes nothing under a transaction that is under way. */
export class PolicyHolder {
  private compiled: CompiledPolicy | null = null;
  private seconds = 0;
  /** The newest revision that could not be used: not tried again. */
  private unusable: number | null = null;
  private polling: Repeated | null = null;

  constructor(private readonly options: PolicyHolderOptions) {}

  current(): CompiledPolicy | null {
    return this.compiled;
  }

  /** How long the policy in force took to compile. */
  get compileSeconds(): number {
    return this.seconds;
  }

  /** Loads the newest policy, if there is one, and from then on follows the revisions. */
  async start(): Promise<void> {
    await this.refresh();
    this.polling = repeat(this.options.poll, () => this.refresh());
  }

  wake(): void {
    this.polling?.wake();
  }

  async stop(): Promise<void> {
    await this.polling?.stop();
  }

  /** What is overdue is taken back first, so that a worker which starts late never enforces it. */
  private async refresh(): Promise<void> {
    const { pool, database, log } = this.options;
    try {
      let { newest, trialOverdue } = await storedState(pool);
      if (trialOverdue) {
        await this.takeBack();
        ({ newest } = await storedState(pool));
      }
      database.found();
      if (newest !== null && newest !== this.compiled?.policy.revision && newest !== this.unusable) await this.load(newest);
    } catch (error) {
      if (error instanceof UnusablePolicy) {
        this.unusable = error.revision;
        log.event('policy-unusable', { revision: error.revision, reason: error.message });
      } else {
        database.lost(error);
      }
    }
  }

  /** With Prisma, as whoever saves a policy; it is loaded for this alone, since it takes as much memory as all the rest. */
  private async takeBack(): Promise<void> {
    const { takeBackOverdueOn } = await import('@/lib/revisions/take-back-overdue');
    const takenBack = await takeBackOverdueOn(this.options.databaseUrl);
    if (takenBack !== null) this.options.log.event('policy-taken-back', takenBack);
  }

  private async load(revision: number): Promise<void> {
    const compiled = await this.loadAndCompile(revision);
    this.compiled = compiled;
    const { rules, localDomains } = compiled.policy;
    this.options.log.event('policy-loaded', { revision, rules: rules.length, localDomains: localDomains.length });
    await this.options.onLoaded(revision);
  }

  private async loadAndCompile(revision: number): Promise<CompiledPolicy> {
    const policy = await readPolicy(this.options.pool, revision).catch((error: unknown) => {
      throw error instanceof StoredPolicyError ? new UnusablePolicy(revision, error.message) : error;
    });
    const began = performance.now();
    try {
      const compiled = await inSlices(compileSteps(policy));
      this.seconds = (performance.now() - began) / 1000;
      return compiled;
    } catch (error) {
      throw new UnusablePolicy(revision, reasonOf(error));
    }
  }
}

class UnusablePolicy extends Error {
  constructor(
    readonly revision: number,
    reason: string,
  ) {
    super(reason);
  }
}
