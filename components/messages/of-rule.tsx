import { Anchor, Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import classes from './messages.module.css';
import { filteringRuleQuery } from './messages-query';

/** Says that only the messages of one rule are shown, and takes that back. */
export function OfRule({ id, onClear }: { readonly id: string; readonly onClear: () => void }) {
  const t = useTranslations('messages.ofRule');
  const rule = useQuery(filteringRuleQuery(id));
  return (
    <div className={classes.ofRule}>
      <IconFilter size={15} stroke={1.8} aria-hidden />
      <span>
        {rule.data !== undefined
          ? t.rich('text', {
              rule: () => (
                <Anchor component={Link} inherit underline="always" href={`/acceptance-routing/advanced-settings/${id}`}>
                  {rule.data.rule.name}
                </Anchor>
              ),
            })
          : rule.isError
            ? t('deleted')
            : t('loading')}
      </span>
      <Button variant="default" size="compact-sm" onClick={onClear}>
        {t('clear')}
      </Button>
    </div>
  );
}
