'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { differencePath } from '@/components/ui/revision-paths';
import classes from './revisions.module.css';

interface Props {
  /** At most two. */
  readonly chosen: readonly number[];
  readonly onClear: () => void;
}

/** What has been ticked in the list, also on its other pages, and the way to the comparison. */
export function CompareBar({ chosen, onClear }: Props) {
  const t = useTranslations('revisions');
  const [earlier, later] = [Math.min(...chosen), Math.max(...chosen)];
  return (
    <div className={classes.compareBar} data-shown={chosen.length > 0 || undefined}>
      <Text size="sm" role="status">
        {chosen.length === 1 && t('selectOne', { revision: earlier })}
        {chosen.length === 2 && t('selectTwo', { earlier, later })}
      </Text>
      {chosen.length > 0 && (
        <Group gap="sm">
          <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
            {t('clearSelection')}
          </Button>
          {chosen.length === 2 && (
            <Button size="xs" component={Link} href={differencePath(earlier, later)}>
              {t('compareTwo', { earlier, later })}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
