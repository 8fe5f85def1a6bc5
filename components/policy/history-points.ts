import type { ChartPoint } from '@/components/ui/time-chart';
import type { RuleHistory } from '@/lib/api/contracts/rule-hits';

const HOUR = 3_600_000;

/**
 * The hours of a history up to `now`, also those in which the rule was not judged; hours in sequence with the same label are one point. Its counts:
 * decided, would have decided, matched without deciding anything.
 */
export function historyPoints({ since, hours }: RuleHistory, now: Date, labelOf: (hour: Date) => string): ChartPoint[] {
  const byHour = new Map(hours.map((hour) => [new Date(hour.hour).getTime(), hour]));
  const points: { key: string; label: string; counts: number[] }[] = [];
  for (let time = new Date(since).getTime(); time <= now.getTime(); time += HOUR) {
    const label = labelOf(new Date(time));
    const last = points.at(-1);
    const counts = countsOf(byHour.get(time));
    if (last?.label === label) last.counts = last.counts.map((count, i) => count + (counts[i] ?? 0));
    else points.push({ key: String(time), label, counts });
  }
  return points;
}

function countsOf(hour: RuleHistory['hours'][number] | undefined): number[] {
  if (hour === undefined) return [0, 0, 0];
  const { enforce, monitor } = hour;
  return [enforce.decided, monitor.decided, enforce.matched + monitor.matched - enforce.decided - monitor.decided];
}
