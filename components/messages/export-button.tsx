'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { MessageFilterQuery } from '@/lib/api/contracts/messages';
import { exportPath, messageCountQuery } from './messages-query';

/** Downloads what matches as CSV, and says how much that is. */
export function ExportButton({ filter }: { readonly filter: MessageFilterQuery }) {
  const t = useTranslations('messages.export');
  const { data } = useQuery(messageCountQuery(filter));
  const leftSection = <IconDownload size={16} aria-hidden />;
  if (data?.count === 0) {
    return (
      <Button variant="default" leftSection={leftSection} disabled>
        {t('none')}
      </Button>
    );
  }
  return (
    <Button component="a" href={exportPath(filter)} download variant="default" leftSection={leftSection} title={t('hint')}>
      {data === undefined ? t('unknown') : t(data.more ? 'more' : 'exact', { count: data.count })}
    </Button>
  );
}
