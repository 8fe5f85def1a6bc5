'use client';

import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { useCertificates } from '@/components/ui/certificates-query';
import { countActive, useWorkers } from '@/components/ui/workers-query';
import type { Overview } from '@/lib/api/contracts/status';
import classes from './overview.module.css';
import { localDomainsQuery, totals } from './overview-query';

interface Item {
  readonly key: string;
  /** Mail is in danger / something to look at when there is time. */
  readonly severity: 'danger' | 'warning' | 'info';
  readonly text: string;
  readonly href: string;
}

const RANK = { danger: 0, warning: 1, info: 2 } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What needs attention, the worst first. */
export function Attention({ overview }: { readonly overview: Overview }) {
  const t = useTranslations('overview.attention');
  const items = useItems(overview);
  return (
    <section className={classes.attention} aria-label={t('title')}>
      {items.length === 0 ? (
        <p className={classes.calm}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden />
          {t('none')}
        </p>
      ) : (
        <ul className={classes.items}>
          {items.map((item) => (
            <li key={item.key}>
              <Link href={item.href} className={classes.item} data-severity={item.severity}>
                {item.severity === 'info' ? (
                  <IconInfoCircle size={18} stroke={1.8} aria-hidden />
                ) : (
                  <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
                )}
                <span className={classes.itemText}>{item.text}</span>
                <IconChevronRight size={16} stroke={1.8} className={classes.itemGo} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useItems(overview: Overview): Item[] {
  const t = useTranslations('overview.attention');
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const workers = useWorkers().data;
  const certificates = useCertificates().data?.certificates ?? [];
  const domains = useQuery(localDomainsQuery).data;
  const items: Item[] = [];

  if (workers !== undefined) {
    const late = workers.workers.length - countActive(workers, workers.revision);
    if (workers.workers.length === 0)
      items.push({ key: 'workers', severity: 'danger', text: t('noWorkers'), href: '/services/smtp-receiving' });
    else if (late > 0) {
      const text = t('notActive', { count: late, revision: workers.revision });
      items.push({ key: 'workers', severity: 'warning', text, href: '/services/smtp-receiving' });
    }
  }
  for (const { id, hostname, selfSigned, notAfter } of certificates) {
    const left = new Date(notAfter).getTime() - now.getTime();
    if (left < 0) items.push({ key: id, severity: 'danger', text: t('expired', { hostname }), href: '/certificates' });
    else if (left < 21 * DAY) {
      const text = t('expiresSoon', { hostname, days: Math.ceil(left / DAY) });
      items.push({ key: id, severity: 'warning', text, href: '/certificates' });
    } else if (selfSigned) items.push({ key: id, severity: 'warning', text: t('selfSigned', { hostname }), href: '/certificates' });
  }
  if (domains !== undefined && domains.domains.length === 0) {
    items.push({ key: 'domains', severity: 'warning', text: t('noDomains'), href: '/domains' });
  }
  const { oldest, held } = overview.queue;
  if (oldest !== null && now.getTime() - new Date(oldest).getTime() > HOUR) {
    const text = t('oldest', { time: format.dateTime(new Date(oldest), { dateStyle: 'medium', timeStyle: 'short' }) });
    items.push({ key: 'oldest', severity: 'warning', text, href: '/queue' });
  }
  if (held > 0) items.push({ key: 'held', severity: 'info', text: t('held', { count: held }), href: '/queue?state=held' });
  const { acceptedPlaintext } = totals(overview.hours);
  if (acceptedPlaintext > 0)
    items.push({ key: 'plaintext', severity: 'info', text: t('plaintext', { count: acceptedPlaintext }), href: '/messages' });
  return items.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
