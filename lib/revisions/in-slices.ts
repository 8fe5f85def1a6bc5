import { setImmediate } from 'node:timers/promises';

/** Milliseconds that one slice takes, if no single step takes longer. */
const SLICE = 8;

/** Does the work step by step and lets sessions in between: a policy may have 100,000 rules. @throws what the work throws */
export async function inSlices<Result>(work: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await setImmediate();
  }
}
