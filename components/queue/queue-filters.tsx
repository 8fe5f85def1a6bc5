'use client';

import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconFilter, IconFilterX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { SearchField } from '@/components/ui/search-field';
import { type QueueFilter, queueFilterSchema } from '@/lib/api/contracts/queue';
import { failureText } from '@/lib/i18n/failure-text';
import { AGES, FILTER_NAMES, NO_FILTER } from './filter-names';
import classes from './queue.module.css';
import { RuleField } from './rule-field';

interface Props {
  readonly filter: QueueFilter;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

const STATES = queueFilterSchema.shape.state.unwrap().options;
const REASONS = queueFilterSchema.shape.reason.unwrap().options;

/** What the queue is filtered by. On a narrow screen all but the state is behind a button. */
export function QueueFilters({ filter, onChange }: Props) {
  const t = useTranslations('queue');
  const states = useTranslations('mail.states');
  const locale = useLocale();
  const id = useId();
  const active = FILTER_NAMES.filter((name) => filter[name] !== undefined);
  const [open, setOpen] = useState(active.length > 0);
  const search = (name: 'domain' | 'sender' | 'nextHop', placeholder: string) => (
    <SearchField
      labelled
      label={t(`filters.${name}`)}
      placeholder={placeholder}
      value={filter[name] ?? ''}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <search aria-label={t('filters.title')}>
      <div className={classes.tools}>
        <div className={classes.states}>
          <SegmentedControl
            aria-label={t('state')}
            value={filter.state ?? ''}
            onChange={(value) => onChange({ state: value })}
            data={[{ value: '', label: t('allStates') }, ...STATES.map((value) => ({ value, label: states(value) }))]}
          />
        </div>
        <Button
          className={classes.more ?? ''}
          variant="default"
          leftSection={<IconFilter size={15} stroke={1.8} aria-hidden />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t('filters.more')}
        </Button>
        {active.length > 0 && (
          <Button variant="subtle" leftSection={<IconFilterX size={15} stroke={1.8} aria-hidden />} onClick={() => onChange(NO_FILTER)}>
            {t('filters.clear', { count: active.length })}
          </Button>
        )}
      </div>
      <div id={id} className={classes.filters} data-open={open || undefined}>
        {search('domain', 'partner.example')}
        {search('sender', t('filters.senderPlaceholder'))}
        {search('nextHop', 'mx.example:25')}
        <NativeSelect
          label={t('filters.reason')}
          value={filter.reason ?? ''}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          data={[{ value: '', label: t('filters.anyReason') }, ...REASONS.map((value) => ({ value, label: failureText(value, locale) }))]}
        />
        <RuleField value={filter.rule ?? ''} onChange={(rule) => onChange({ rule })} />
        <NativeSelect
          label={t('filters.olderThan')}
          value={filter.olderThan ?? ''}
          onChange={(event) => onChange({ olderThan: event.currentTarget.value })}
          data={[
            { value: '', label: t('filters.anyAge') },
            ...agesWith(filter.olderThan).map((seconds) => ({ value: String(seconds), label: t('filters.age', ageOf(seconds)) })),
          ]}
        />
      </div>
    </search>
  );
}

/** Also an age that somebody has written into the address. */
function agesWith(given: number | undefined): readonly number[] {
  return given === undefined || AGES.some((age) => age === given) ? AGES : [...AGES, given].sort((a, b) => a - b);
}

function ageOf(seconds: number): { readonly unit: 'days' | 'hours'; readonly count: number } {
  const hours = Math.round((seconds / 3600) * 10) / 10;
  return hours % 24 === 0 ? { unit: 'days', count: hours / 24 } : { unit: 'hours', count: hours };
}
