const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** Whatever has run that long begins anew. */
const STABLE_MS = 60_000;

/** How long to wait before a process that has ended is started again: the longer, the more often it has ended soon. */
export class RestartBackoff {
  private ends = 0;

  /** Milliseconds to wait, after it has run for `ranFor` milliseconds. */
  next(ranFor: number): number {
    if (ranFor > STABLE_MS) this.ends = 0;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.ends);
    this.ends += 1;
    return wait;
  }
}
