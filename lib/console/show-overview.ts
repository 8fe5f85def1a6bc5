import type { Overview, OverviewHour, OverviewSpan } from '@/lib/api/contracts/overview';
import type { TrafficCount } from '@/lib/db/generated/prisma/client';
import { isTlsFailure } from '@/lib/queue/failure';
import { AGE_BOUNDS, type QueueState, queueState } from '@/lib/queue/queue-state';
import { type Caller, demand } from './caller';

const HOUR = 3_600_000;
const HOURS_OF: { readonly [Span in OverviewSpan]: number } = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** The dashboard: a span hour by hour, and what waits in the queue. @throws what pg throws */
export async function showOverview(caller: Caller, span: OverviewSpan): Promise<Overview> {
  demand(caller, 'status.read');
  const since = new Date((Math.floor(Date.now() / HOUR) + 1 - HOURS_OF[span]) * HOUR);
  const [counts, earlier, queue] = await Promise.all([
    caller.db.trafficCount.findMany({ where: { hour: { gte: since } }, orderBy: { hour: 'asc' } }),
    caller.db.trafficCount.findFirst({ where: { hour: { lt: since } }, select: { hour: true } }),
    queueState(caller.queuePool),
  ]);
  return {
    span,
    since: since.toISOString(),
    hours: hoursOf(counts),
    hadMail: counts.length > 0 || earlier !== null,
    queue: queueView(queue),
  };
}

function hoursOf(counts: readonly TrafficCount[]): OverviewHour[] {
  const hours = new Map<string, OverviewHour>();
  for (const each of counts) {
    const key = each.hour.toISOString();
    const hour = hours.get(key) ?? nothingIn(key);
    add(hour, each);
    hours.set(key, hour);
  }
  return [...hours.values()];
}

function nothingIn(hour: string): OverviewHour {
  const none = () => ({ none: 0, tls12: 0, tls13: 0 });
  return { hour, accepted: none(), putOff: 0, refused: 0, delivered: none(), deferred: 0, bounced: 0 };
}

function add(hour: OverviewHour, { direction, outcome, tlsVersion, count }: TrafficCount): void {
  const tls = tlsVersion === '' ? 'none' : tlsVersion === 'TLSv1.3' ? 'tls13' : 'tls12';
  switch (`${direction} ${outcome}`) {
    case 'in accepted':
      hour.accepted[tls] += count;
      break;
    case 'in put-off':
      hour.putOff += count;
      break;
    case 'in refused':
      hour.refused += count;
      break;
    case 'out delivered':
      hour.delivered[tls] += count;
      break;
    case 'out deferred':
      hour.deferred += count;
      break;
    default:
      hour.bounced += count;
  }
}

function queueView({ states, ages, stuck }: QueueState): Overview['queue'] {
  const held = states.find(({ state }) => state === 'held')?.count ?? 0;
  const waiting = states.filter(({ state }) => state !== 'held');
  const oldest = waiting.flatMap(({ oldest }) => (oldest === null ? [] : [oldest.getTime()]));
  return {
    waiting: waiting.reduce((sum, { count }) => sum + count, 0),
    held,
    oldest: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
    ages: ages.map((count, i) => ({ upTo: AGE_BOUNDS[i] ?? null, count })),
    stuck: stuck.map(({ domain, reason, count }) => ({ domain, reason, count, forTls: isTlsFailure(reason) })),
  };
}
