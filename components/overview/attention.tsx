'use client';

import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/api/contracts/overview';
import classes from './overview.module.css';
import { useAttention } from './use-attention';

/** What needs attention, the most urgent first: one sentence each, and the way to where it is solved. */
export function Attention({ overview }: { readonly overview: Overview }) {
  const t = useTranslations('overview.attention');
  const items = useAttention(overview);
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
