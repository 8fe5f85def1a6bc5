import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { Sparkline } from '@/components/ui/sparkline';
import type { HitsOfRule } from '@/lib/api/contracts/rule-hits';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';
import { ruleHitsQuery } from './rule-hits-query';
import classes from './rule-list.module.css';
import { messagesPath } from './rules-path';

/** How often a rule matched in the last 7 days, as a small plot and a number that leads to its messages. */
export function RowHits({ row }: { readonly row: RuleRow }) {
  const t = useTranslations('rules.list');
  const format = useFormatter();
  const hits = useQuery(ruleHitsQuery(row.id)).data;
  if (hits === undefined || hits === null) {
    return (
      <div className={classes.hits} aria-busy="true">
        <Skeleton height={20} width={84} radius="sm" />
      </div>
    );
  }
  const count = matchesOf(hits);
  return (
    <div className={classes.hits}>
      <Sparkline values={hits.matches} className={classes.plot} />
      <span className={classes.narrowLabel}>{t('hits')}</span>
      {count === 0 ? (
        <span className={classes.noHits}>0</span>
      ) : (
        <Link href={messagesPath(row.id)} className={classes.hitCount} aria-label={t('messagesOf', { count, name: row.name })}>
          {format.number(count)}
        </Link>
      )}
    </div>
  );
}

function matchesOf({ enforce, monitor }: HitsOfRule): number {
  return enforce.matched + monitor.matched;
}
