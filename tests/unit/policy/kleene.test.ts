import { describe, expect, it } from 'vitest';
import type { Truth } from '@/lib/policy/decision';
import { all, any, not } from '@/lib/policy/kleene';

const TRUTHS: readonly Truth[] = ['true', 'false', 'open', 'unknown'];
const same = (truth: Truth): Truth => truth;
const ALL = (...truths: Truth[]): Truth => all(truths, same, null);
const ANY = (...truths: Truth[]): Truth => any(truths, same, null);

describe('the logic of not knowing', () => {
  it('lets false decide ALL, and true decide ANY, whatever else is not known', () => {
    for (const truth of TRUTHS) {
      expect(ALL(truth, 'false')).toBe('false');
      expect(ANY(truth, 'true')).toBe('true');
    }
  });

  it('has true as the neutral part of ALL, false as that of ANY', () => {
    expect(ALL()).toBe('true');
    expect(ANY()).toBe('false');
    for (const truth of TRUTHS) {
      expect(ALL('true', truth)).toBe(truth);
      expect(ANY('false', truth)).toBe(truth);
    }
  });

  it('waits for what is open before it gives up on what is unknown', () => {
    expect(ALL('unknown', 'open')).toBe('open');
    expect(ANY('unknown', 'open')).toBe('open');
  });

  it('obeys order, nesting and De Morgan', () => {
    for (const a of TRUTHS) {
      expect(not(not(a))).toBe(a);
      for (const b of TRUTHS) {
        expect(ALL(a, b)).toBe(ALL(b, a));
        expect(not(ALL(a, b))).toBe(ANY(not(a), not(b)));
        for (const c of TRUTHS) {
          expect(ALL(ALL(a, b), c)).toBe(ALL(a, b, c));
          expect(ANY(ANY(a, b), c)).toBe(ANY(a, b, c));
        }
      }
    }
  });

  it('never takes back what it has said: what becomes known changes only what was open', () => {
    for (const a of TRUTHS) {
      for (const later of TRUTHS) {
        for (const combine of [ALL, ANY]) {
          const before = combine(a, 'open');
          if (before === 'true' || before === 'false') expect(combine(a, later)).toBe(before);
        }
      }
    }
  });
});
