import { describe, expect, test } from 'vitest';
import { historyPoints } from '@/components/policy/history-points';
import type { RuleHistory } from '@/lib/api/contracts/rule-hits';

const NONE = { judged: 0, matched: 0, decided: 0 };

function history(
  since: string,
  hours: Readonly<Record<string, { enforce?: RuleHistory['total']['enforce']; monitor?: RuleHistory['total']['monitor'] }>>,
): RuleHistory {
  return {
    since,
    total: { enforce: NONE, monitor: NONE },
    hours: Object.entries(hours).map(([hour, { enforce = NONE, monitor = NONE }]) => ({ hour, enforce, monitor })),
  };
}

describe('the points of a plot of hits', () => {
  const now = new Date('2026-11-24T03:20:00Z');
  const counted = history('2026-11-23T22:00:00Z', {
    '2026-11-23T22:00:00Z': { enforce: { judged: 9, matched: 5, decided: 3 } },
    '2026-11-24T01:00:00Z': { enforce: { judged: 1, matched: 1, decided: 1 }, monitor: { judged: 340, matched: 12, decided: 12 } },
  });

  test('are the hours up to now, also those without a count: decided, would have decided, matched only', () => {
    const points = historyPoints(counted, now, (hour) => hour.toISOString().slice(11, 16));
    expect(points.map(({ label, counts }) => `${label} ${counts.join(' ')}`)).toEqual([
      '22:00 3 0 2',
      '23:00 0 0 0',
      '00:00 0 0 0',
      '01:00 1 12 0',
      '02:00 0 0 0',
      '03:00 0 0 0',
    ]);
  });

  test('of longer times are the days of the reader, added up', () => {
    const points = historyPoints(counted, now, (hour) => hour.toISOString().slice(0, 10));
    expect(points.map(({ label, counts }) => `${label} ${counts.join(' ')}`)).toEqual(['2026-11-23 3 0 2', '2026-11-24 1 12 0']);
  });
});
