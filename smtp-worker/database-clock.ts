/** What the database said is its time, and when it was asked and had answered (milliseconds of a clock that nobody sets). */
export interface ClockReading {
  readonly asked: number;
  readonly time: Date;
  readonly answered: number;
}

/**
 * The database's time, by which all workers agree on what is due and what is over. Between two readings it goes on by a clock that nobody sets,
 * so it does not matter what the clock of this host says, nor that somebody sets that one. It errs by less than a question takes: what is due
 * now when it is stored is due when the storing has been answered.
 */
export class DatabaseClock {
  /** Milliseconds by which the database's time is ahead of `steady`. */
  private ahead: number;

  /** @param steady milliseconds of a clock that nobody sets, as `performance.now()` */
  constructor(
    private readonly steady: () => number,
    first: ClockReading,
  ) {
    this.ahead = boundsOf(first).least;
  }

  readonly now = (): Date => new Date(this.steady() + this.ahead);

  /**
   * The database read its clock at some moment between question and answer. What agrees with that stands, so that an answer that was long on
   * its way moves nothing; else the clock goes as little as it must, be it back.
   */
  correct(reading: ClockReading): void {
    const { least, most } = boundsOf(reading);
    this.ahead = Math.min(most, Math.max(least, this.ahead));
  }
}

function boundsOf({ asked, time, answered }: ClockReading): { readonly least: number; readonly most: number } {
  return { least: time.getTime() - answered, most: time.getTime() - asked };
}
