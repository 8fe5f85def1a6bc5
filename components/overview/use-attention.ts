'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useLocale, useNow, useTranslations } from 'use-intl';
import { useCertificates } from '@/components/ui/certificates-query';
import { trialQuery } from '@/components/ui/trial-query';
import { countActive, useWorkers } from '@/components/ui/workers-query';
import type { Overview } from '@/lib/api/contracts/overview';
import { failureText } from '@/lib/i18n/failure-text';
import { failingTestsQuery, localDomainsQuery } from './overview-query';
import { totalOf } from './traffic-points';

export interface AttentionItem {
  readonly key: string;
  /** Mail is in danger / something goes wrong / something to look at when there is time. */
  readonly severity: 'danger' | 'warning' | 'info';
  readonly text: string;
  /** Where it is solved. */
  readonly href: string;
}

const RANK = { danger: 0, warning: 1, info: 2 } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Milliseconds that mail waits, now and then, for a next hop that is down for a while. */
const LONG_WAIT = 4 * HOUR;
const EXPIRES_SOON = 30 * DAY;
/** So many recipients in one domain that fail for the same reason are no chance. */
const MANY_STUCK = 10;

/** What needs attention, the most urgent first. */
export function useAttention(overview: Overview): AttentionItem[] {
  const now = useNow({ updateInterval: 30_000 }).getTime();
  const items = [...useWorkerItems(), ...useCertificateItems(now), ...useQueueItems(overview.queue, now), ...usePolicyItems(overview)];
  // Within a severity the order above stands: what stops mail altogether comes first.
  return items.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function useWorkerItems(): AttentionItem[] {
  const t = useTranslations('overview.attention');
  const format = useFormatter();
  const data = useWorkers().data;
  if (data === undefined) return [];
  const { workers, gone, revision } = data;
  const href = '/services/smtp-receiving';
  const lost = gone
    .filter(({ state }) => state === 'lost')
    .map(({ id, host, seenAt }): AttentionItem => {
      const time = format.dateTime(new Date(seenAt), 'minute');
      return { key: id, severity: 'warning', text: t('lostWorker', { host, time }), href: '#workers' };
    });
  if (workers.length === 0) return [{ key: 'workers', severity: 'danger', text: t('noWorkers'), href }, ...lost];
  const late = workers.length - countActive(data, revision);
  if (late === 0) return lost;
  return [...lost, { key: 'late', severity: 'warning', text: t('notActive', { count: late, revision }), href: '#workers' }];
}

function useCertificateItems(now: number): AttentionItem[] {
  const t = useTranslations('overview.attention');
  const certificates = useCertificates().data?.certificates ?? [];
  return certificates.flatMap(({ id, hostname, selfSigned, notAfter }): AttentionItem[] => {
    const left = new Date(notAfter).getTime() - now;
    const common = { key: id, href: '/certificates' };
    if (left < 0) return [{ ...common, severity: 'danger', text: t('expired', { hostname }) }];
    if (left < EXPIRES_SOON) return [{ ...common, severity: 'warning', text: t('expiresSoon', { hostname, days: Math.ceil(left / DAY) }) }];
    return selfSigned ? [{ ...common, severity: 'info', text: t('selfSigned', { hostname }) }] : [];
  });
}

function useQueueItems({ oldest, held, stuck }: Overview['queue'], now: number): AttentionItem[] {
  const t = useTranslations('overview.attention');
  const locale = useLocale();
  const format = useFormatter();
  const items: AttentionItem[] = stuck
    .filter(({ forTls, count }) => forTls || count >= MANY_STUCK)
    .map(({ domain, reason, forTls, count }) => ({
      key: `${domain} ${reason}`,
      severity: 'warning',
      text: t(forTls ? 'stuckForTls' : 'stuck', { domain, count, reason: failureText(reason, locale) }),
      href: `/queue?${new URLSearchParams({ domain })}`,
    }));
  const age = oldest === null ? 0 : now - new Date(oldest).getTime();
  if (oldest !== null && age > LONG_WAIT) {
    const since = format.dateTime(new Date(oldest), 'minute');
    items.push({ key: 'oldest', severity: 'warning', text: t('oldest', { hours: Math.floor(age / HOUR), since }), href: '/queue' });
  }
  if (held > 0) items.push({ key: 'held', severity: 'info', text: t('held', { count: held }), href: '/queue?state=held' });
  return items;
}

function usePolicyItems({ hours, hadMail }: Overview): AttentionItem[] {
  const t = useTranslations('overview.attention');
  const trial = useQuery(trialQuery).data?.trial ?? null;
  const failing = useQuery(failingTestsQuery).data ?? 0;
  const domains = useQuery(localDomainsQuery).data;
  const items: AttentionItem[] = [];
  if (failing > 0)
    items.push({
      key: 'tests',
      severity: 'warning',
      text: t('failingTests', { count: failing }),
      href: '/acceptance-routing/policy-tests',
    });
  if (domains?.domains.length === 0)
    items.push({ key: 'domains', severity: hadMail ? 'warning' : 'info', text: t('noDomains'), href: '/domains' });
  if (trial !== null) {
    const minutes = Math.ceil(trial.secondsLeft / 60);
    items.push({
      key: 'trial',
      severity: 'warning',
      text: t('trial', { revision: trial.revision, author: trial.author, minutes }),
      href: '/administration/revisions',
    });
  }
  const plaintext = totalOf(hours).accepted.none;
  if (plaintext > 0)
    items.push({ key: 'plaintext', severity: 'info', text: t('plaintext', { count: plaintext }), href: '/acceptance-routing/force-tls' });
  return items;
}
