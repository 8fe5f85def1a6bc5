'use client';

import { SimpleGrid } from '@mantine/core';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { Overview } from '@/lib/api/contracts/overview';
import { StatTile } from './stat-tile';
import { allOf, encryptedShare, type Traffic, totalOf } from './traffic-points';

/** The sums of the span, and the queue as it is. */
export function Figures({ overview: { hours, queue } }: { readonly overview: Overview }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const sum = totalOf(hours);
  const share = (counts: Traffic['accepted']) => {
    const [part, all] = [encryptedShare(counts), allOf(counts)];
    if (part === null) return { value: '–', note: t('noMail'), meter: null };
    const value = format.number(part, { style: 'percent', maximumFractionDigits: part === 1 ? 0 : 1 });
    return { value, note: t('ofMessages', { part: format.number(all - counts.none), total: format.number(all) }), meter: part };
  };
  const queueNote = [
    ...(queue.oldest === null ? [] : [t('oldestSince', { time: format.relativeTime(new Date(queue.oldest), now) })]),
    t('heldCount', { count: queue.held }),
  ].join(' · ');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing="md" mb="lg">
      <StatTile label={t('accepted')} value={format.number(allOf(sum.accepted))} href="/messages" />
      <StatTile
        label={t('refused')}
        value={format.number(sum.refused)}
        note={t('putOffCount', { count: sum.putOff })}
        href="/messages?outcome=refused"
      />
      <StatTile
        label={t('delivered')}
        value={format.number(allOf(sum.delivered))}
        note={t('deferredCount', { deferred: sum.deferred, bounced: sum.bounced })}
        href="/messages"
      />
      <StatTile label={t('waiting')} value={format.number(queue.waiting)} note={queueNote} href="/queue" />
      <StatTile label={t('encryptedIn')} {...share(sum.accepted)} />
      <StatTile label={t('encryptedOut')} {...share(sum.delivered)} />
    </SimpleGrid>
  );
}
