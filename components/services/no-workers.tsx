'use client';

import { IconServerOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state';
import table from '@/components/ui/stacked-table.module.css';

export function NoWorkers() {
  const t = useTranslations('services');
  return (
    <div className={table.frame}>
      <EmptyState icon={<IconServerOff size={22} stroke={1.7} />} title={t('noWorkersTitle')}>
        {t('noWorkersText')}
      </EmptyState>
    </div>
  );
}
