import { expect, it } from 'vitest';
import { encryptedShare, periodsOf, totalOf } from '@/components/overview/traffic-points';
import type { OverviewHour } from '@/lib/api/contracts/overview';

const hour = (time: string, accepted: OverviewHour['accepted']): OverviewHour => ({
  ...{ hour: time, accepted, putOff: 0, refused: 1, delivered: { none: 0, tls12: 0, tls13: 0 }, deferred: 0, bounced: 0 },
});
const hours = [
  hour('2026-11-24T01:00:00.000Z', { none: 1, tls12: 0, tls13: 3 }),
  hour('2026-11-24T05:00:00.000Z', { none: 0, tls12: 2, tls13: 0 }),
];
const now = new Date('2026-11-24T06:30:00.000Z');
const since = '2026-11-24T00:00:00.000Z';
const clock = (time: Date) => time.toISOString().slice(11, 13);

it('shows every hour of a day, also those without mail', () => {
  const periods = periodsOf({ span: '24h', since, hours }, now, clock);
  expect(periods.map(({ label, traffic }) => `${label} ${traffic.accepted.tls13}/${traffic.refused}`)).toEqual([
    ...['00 0/0', '01 3/1', '02 0/0', '03 0/0', '04 0/0', '05 0/1', '06 0/0'],
  ]);
});

it('joins six hours of a week', () => {
  const periods = periodsOf({ span: '7d', since, hours }, now, clock);
  expect(periods.map(({ label, traffic }) => `${label} ${traffic.accepted.tls13}/${traffic.refused}`)).toEqual(['00 3/2', '06 0/0']);
});

it('joins the hours of a day, as its reader counts days', () => {
  const periods = periodsOf({ span: '30d', since, hours }, now, (time) => (clock(time) < '05' ? 'Monday' : 'Tuesday'));
  expect(periods.map(({ label, traffic }) => `${label} ${traffic.refused}`)).toEqual(['Monday 1', 'Tuesday 1']);
});

it('has no share of nothing', () => {
  expect(encryptedShare(totalOf(hours).accepted)).toBeCloseTo(5 / 6);
  expect(encryptedShare(totalOf([]).accepted)).toBeNull();
});
