/**
 * Prepares a pattern with * (any text, also none) and ? (one character). A match costs at most text length times pattern length: when a
 * part behind a * does not fit, only the last * takes one character more, nothing before it is tried again.
 */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const wanted = Array.from(pattern);
  return (text) => matches(wanted, Array.from(text));
}

function matches(pattern: readonly string[], text: readonly string[]): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let taken = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      taken = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
