import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTextTest, textTestSchema } from '@/lib/policy/conditions/text-test';

const holds = (operator: string, texts: readonly string[], value: string | null) =>
  compileTextTest(textTestSchema.parse({ operator, texts }))(value);

describe('a test on text', () => {
  it('regards neither upper nor lower case', () => {
    for (const operator of ['is', 'contains', 'starts-with', 'ends-with', 'matches', 'matches-regex']) {
      expect(holds(operator, ['ABC'], 'abc'), operator).toBe(true);
      expect(holds(operator, ['abc'], 'ABC'), operator).toBe(true);
    }
  });

  it('is the reverse for the reverse operator, also where there is no text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
          { minLength: 1, maxLength: 3 },
        ),
        fc.option(fc.string()),
        (texts, value) => {
          expect(holds('is-not', texts, value)).toBe(!holds('is', texts, value));
          expect(holds('does-not-contain', texts, value)).toBe(!holds('contains', texts, value));
        },
      ),
    );
  });

  it.each(['(', '[a', 'a**', '(?=a)', '(a)\\1', '(x{1000}){1000}', 'a'.repeat(501)])('refuses the regular expression %s', (pattern) => {
    const parsed = textTestSchema.safeParse({ operator: 'matches-regex', texts: [pattern] });
    expect(parsed.error?.issues).toMatchObject([
      { path: ['texts', 0], message: expect.stringMatching(/^(regex\.invalid|text\.too-long)$/) },
    ]);
  });

  it('answers to a pattern that would stall an engine that backtracks', () => {
    expect(holds('matches-regex', ['^(a+)+$'], `${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
