'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { DeleteItemDialog } from '@/components/ui/delete-item-dialog';
import type { LocalDomainView } from '@/lib/api/contracts/domains';
import { DOMAINS_KEY } from './domains-query';

interface Props {
  readonly domain: LocalDomainView | null;
  readonly onClose: () => void;
}

/** Says what becomes of mail for the domain before it is deleted. */
export function DeleteDomainDialog({ domain, onClose }: Props) {
  const t = useTranslations('domains');
  const name = domain?.domain ?? '';
  return (
    <DeleteItemDialog
      item={domain}
      path="/domains"
      queryKey={DOMAINS_KEY}
      texts={{
        title: t('deleteTitle', { domain: name }),
        confirm: t('deleteConfirm'),
        failed: t('deleteFailed'),
        changedMeanwhile: t('changedMeanwhile'),
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t('deleteText', { domain: name })}</Text>
        <Text c="dimmed">{t('deleteQueue', { host: domain?.deliverTo.hosts[0]?.host ?? '' })}</Text>
      </Stack>
    </DeleteItemDialog>
  );
}
