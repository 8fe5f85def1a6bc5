import { NativeSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { SearchField } from '@/components/ui/search-field';
import { ACTION_CATEGORIES } from '@/lib/policy/actions/definition';
import { CONDITION_CATEGORIES } from '@/lib/policy/conditions/definition';
import { RULE_MODES } from '@/lib/policy/rule';
import type { RuleFilter } from './rule-filter';
import classes from './rule-list.module.css';

interface Props {
  readonly filter: RuleFilter;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
  /** How many rules there are, or are left. */
  readonly children: ReactNode;
}

/** Search, mode and category above the rule list. */
export function RuleListTools({ filter: { text, mode, category }, onChange, children }: Props) {
  const t = useTranslations('rules');
  return (
    <div className={classes.tools}>
      <SearchField
        className={classes.filter}
        label={t('list.filter')}
        placeholder={t('list.filterPlaceholder')}
        value={text}
        onChange={(query) => onChange({ query })}
      />
      <NativeSelect
        aria-label={t('list.filterMode')}
        value={mode}
        data={[{ value: '', label: t('list.anyMode') }, ...RULE_MODES.map((value) => ({ value, label: t(`modes.${value}`) }))]}
        onChange={(event) => onChange({ mode: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('list.filterCategory')}
        value={category}
        data={[
          { value: '', label: t('list.anyCategory') },
          {
            group: t('list.conditions'),
            items: CONDITION_CATEGORIES.map((name) => ({ value: `conditions.${name}`, label: t(`conditionCategories.${name}`) })),
          },
          {
            group: t('list.actions'),
            items: ACTION_CATEGORIES.map((name) => ({ value: `actions.${name}`, label: t(`actionCategories.${name}`) })),
          },
        ]}
        onChange={(event) => onChange({ category: event.currentTarget.value })}
      />
      <Text size="sm" c="dimmed" role="status">
        {children}
      </Text>
    </div>
  );
}
