import type { ChartPoint } from '@/components/ui/time-chart';
import type { Overview, OverviewHour, OverviewSpan } from '@/lib/api/contracts/overview';

const HOUR = 3_600_000;

type ByTls = OverviewHour['accepted'];
/** All counts of some hours. */
export type Traffic = Omit<OverviewHour, 'hour'>;

export interface Period {
  readonly key: string;
  readonly label: string;
  readonly traffic: Traffic;
}

const NO_TLS: ByTls = { none: 0, tls12: 0, tls13: 0 };
const NOTHING: Traffic = { accepted: NO_TLS, putOff: 0, refused: 0, delivered: NO_TLS, deferred: 0, bounced: 0 };

/** Of a week each plot has 28 periods. */
const HOURS_APIECE: { readonly [Span in OverviewSpan]: number } = { '24h': 1, '7d': 6, '30d': 1 };

/** The span up to `now`, also where nothing happened; hours in sequence with the same label are one period. */
export function periodsOf(
  { span, since, hours }: Pick<Overview, 'span' | 'since' | 'hours'>,
  now: Date,
  labelOf: (start: Date) => string,
): Period[] {
  const byHour = new Map(hours.map((hour) => [new Date(hour.hour).getTime(), hour]));
  const periods: { key: string; label: string; traffic: Traffic }[] = [];
  const first = new Date(since).getTime();
  const apiece = HOURS_APIECE[span] * HOUR;
  for (let time = first; time <= now.getTime(); time += HOUR) {
    const label = labelOf(new Date(time - ((time - first) % apiece)));
    const traffic = byHour.get(time) ?? NOTHING;
    const last = periods.at(-1);
    if (last?.label === label) last.traffic = sum(last.traffic, traffic);
    else periods.push({ key: String(time), label, traffic });
  }
  return periods;
}

/** Everything of the span. */
export function totalOf(hours: readonly OverviewHour[]): Traffic {
  return hours.reduce<Traffic>(sum, NOTHING);
}

export function allOf({ none, tls12, tls13 }: ByTls): number {
  return none + tls12 + tls13;
}

/** The part that was encrypted, 0 to 1; null where there was nothing. */
export function encryptedShare(counts: ByTls): number | null {
  const all = allOf(counts);
  return all === 0 ? null : (all - counts.none) / all;
}

/** The points of a chart that shows these of the counts. */
export function pointsOf(periods: readonly Period[], counts: readonly ((traffic: Traffic) => number | null)[]): ChartPoint[] {
  return periods.map(({ key, label, traffic }) => ({ key, label, counts: counts.map((count) => count(traffic)) }));
}

function sum(a: Traffic, b: Traffic): Traffic {
  return {
    accepted: sumByTls(a.accepted, b.accepted),
    putOff: a.putOff + b.putOff,
    refused: a.refused + b.refused,
    delivered: sumByTls(a.delivered, b.delivered),
    deferred: a.deferred + b.deferred,
    bounced: a.bounced + b.bounced,
  };
}

function sumByTls(a: ByTls, b: ByTls): ByTls {
  return { none: a.none + b.none, tls12: a.tls12 + b.tls12, tls13: a.tls13 + b.tls13 };
}
