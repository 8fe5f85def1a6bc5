'use client';

import { Anchor, MultiSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { namedListsQuery } from '@/components/ui/named-lists-query';
import classes from './param-widgets.module.css';
import type { WidgetProps } from './widget-props';

/** Chooses lists of the kind that the field is about. A list that is gone stays visible until it is taken out. */
export function NamedListsWidget({ field, label, value, onChange, error }: WidgetProps) {
  const t = useTranslations('ui.namedLists');
  const lists = useQuery(namedListsQuery).data?.lists ?? [];
  const chosen = Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  const kind = field.widget === 'named-lists' ? field.of : null;
  const ofKind = lists.filter((list) => list.kind === kind);
  const gone = chosen.filter((name) => !ofKind.some((list) => list.name === name));
  if (ofKind.length === 0 && gone.length === 0) {
    return (
      <Text size="sm" c="dimmed" className={classes.list}>
        {t('none')}{' '}
        <Anchor component={Link} href="/acceptance-routing/named-lists" inherit>
          {t('toLists')}
        </Anchor>
      </Text>
    );
  }
  return (
    <MultiSelect
      label={label}
      className={classes.list}
      data={[...ofKind.map(({ name, count }) => ({ value: name, label: t('option', { name, count }) })), ...gone]}
      value={chosen}
      onChange={(names) => onChange(names.length === 0 ? undefined : names)}
      placeholder={chosen.length === 0 ? t('placeholder') : ''}
      error={error}
      searchable
      hidePickedOptions
    />
  );
}
