import type { Truth } from './decision';

// Kleene's logic, with two reasons for not knowing. `open` outweighs `unknown`: what is open may still settle the whole without the
// look-up that failed.

export function not(truth: Truth): Truth {
  if (truth === 'true') return 'false';
  return truth === 'false' ? 'true' : truth;
}

/** ALL of the parts, which are judged in order and no further than needed. ALL of none is true. */
export function all<Part, Input>(parts: readonly Part[], judge: (part: Part, input: Input) => Truth, input: Input): Truth {
  let outcome: Truth = 'true';
  for (const part of parts) {
    const one = judge(part, input);
    if (one === 'false') return 'false';
    if (one === 'open' || (one === 'unknown' && outcome === 'true')) outcome = one;
  }
  return outcome;
}

/** ANY of the parts. ANY of none is false. */
export function any<Part, Input>(parts: readonly Part[], judge: (part: Part, input: Input) => Truth, input: Input): Truth {
  let outcome: Truth = 'false';
  for (const part of parts) {
    const one = judge(part, input);
    if (one === 'true') return 'true';
    if (one === 'open' || (one === 'unknown' && outcome === 'false')) outcome = one;
  }
  return outcome;
}
