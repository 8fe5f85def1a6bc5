import type { Overview } from '@/lib/api/contracts/status';
import { type Caller, demand } from './caller';

interface HourRow {
  readonly hour: Date;
  readonly accepted_encrypted: number;
  readonly accepted_plaintext: number;
  readonly refused: number;
  readonly delivered: number;
  readonly delivered_encrypted: number;
  readonly deferred: number;
  readonly bounced: number;
}

/** The dashboard: the last 24 hours, hour by hour, and what waits in the queue. Recipients are counted, not messages. */
export async function showOverview(caller: Caller): Promise<Overview> {
  demand(caller, 'status.read');
  const [hours, [queue]] = await Promise.all([
    caller.db.$queryRaw<HourRow[]>`
      with hours as (
        select generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') as hour
      ), received as (
        select date_trunc('hour', t.received_at) as hour,
          count(*) filter (where r.state is distinct from 'refused' and t.accepted and t.tls_version is not null)::int as accepted_encrypted,
          count(*) filter (where r.state is distinct from 'refused' and t.accepted and t.tls_version is null)::int as accepted_plaintext,
          count(*) filter (where r.state is not distinct from 'refused' or not t.accepted)::int as refused
        from mail_transaction t left join mail_recipient r on r.transaction_id = t.id
        where t.received_at >= (select min(hour) from hours) and t.reports_on is null
        group by 1
      ), attempts as (
        select date_trunc('hour', finished_at) as hour,
          count(*) filter (where outcome = 'delivered')::int as delivered,
          count(*) filter (where outcome = 'delivered' and achieved ->> 'level' is distinct from 'none' and achieved is not null)::int
            as delivered_encrypted,
          count(*) filter (where outcome = 'deferred')::int as deferred,
          count(*) filter (where outcome = 'bounced')::int as bounced
        from delivery_attempt where finished_at >= (select min(hour) from hours)
        group by 1
      )
      select hours.hour, coalesce(accepted_encrypted, 0) as accepted_encrypted, coalesce(accepted_plaintext, 0) as accepted_plaintext,
        coalesce(refused, 0) as refused, coalesce(delivered, 0) as delivered, coalesce(delivered_encrypted, 0) as delivered_encrypted,
        coalesce(deferred, 0) as deferred, coalesce(bounced, 0) as bounced
      from hours left join received using (hour) left join attempts using (hour) order by hour`,
    caller.db.$queryRaw<{ waiting: number; held: number; oldest: Date | null }[]>`
      select count(*) filter (where state <> 'held')::int as waiting, count(*) filter (where state = 'held')::int as held,
        min(t.received_at) filter (where state <> 'held') as oldest
      from mail_recipient r join mail_transaction t on t.id = r.transaction_id where state in ('pending', 'active', 'deferred', 'held')`,
  ]);
  return {
    hours: hours.map((row) => ({
      hour: row.hour.toISOString(),
      acceptedEncrypted: row.accepted_encrypted,
      acceptedPlaintext: row.accepted_plaintext,
      refused: row.refused,
      delivered: row.delivered,
      deliveredEncrypted: row.delivered_encrypted,
      deferred: row.deferred,
      bounced: row.bounced,
    })),
    queue: { waiting: queue?.waiting ?? 0, held: queue?.held ?? 0, oldest: queue?.oldest?.toISOString() ?? null },
  };
}
