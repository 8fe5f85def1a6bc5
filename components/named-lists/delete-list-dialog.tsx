'use client';

import { useTranslations } from 'use-intl';
import { DeleteItemDialog } from '@/components/ui/delete-item-dialog';
import { NAMED_LISTS_KEY } from '@/components/ui/named-lists-query';
import type { NamedListRow } from '@/lib/api/contracts/named-lists';

interface Props {
  readonly list: NamedListRow | null;
  readonly onClose: () => void;
}

/** Asks before a list that no rule refers to is deleted. */
export function DeleteListDialog({ list, onClose }: Props) {
  const t = useTranslations('namedLists');
  return (
    <DeleteItemDialog
      item={list}
      path="/named-lists"
      queryKey={NAMED_LISTS_KEY}
      texts={{
        title: t('deleteTitle', { name: list?.name ?? '' }),
        confirm: t('deleteConfirm'),
        failed: t('deleteFailed'),
        changedMeanwhile: t('changedMeanwhile'),
      }}
      onClose={onClose}
    >
      {t('deleteText')}
    </DeleteItemDialog>
  );
}
