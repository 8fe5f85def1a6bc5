import { describe, expect, it } from 'vitest';
import { toJson } from '@/lib/queue/json-text';

describe('toJson', () => {
  it('is plain JSON for what PostgreSQL can hold', () => {
    const value = { text: 'ü "\\u0000" 😀', number: 1, list: [null, true] };
    expect(toJson(value)).toBe(JSON.stringify(value));
  });

  it('replaces NUL and half surrogate pairs, and nothing beside them', () => {
    expect(JSON.parse(toJson({ name: 'a\0b', half: 'x\ud83dy', whole: '😀' }))).toEqual({
      name: 'a\ufffdb',
      half: 'x\ufffdy',
      whole: '😀',
    });
  });
});
