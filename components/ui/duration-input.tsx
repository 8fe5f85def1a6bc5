'use client';

import { NativeSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { bestDurationUnit, DURATION_UNITS, type DurationUnit } from './duration-words';
import classes from './size-input.module.css';

const UNIT_NAMES = ['seconds', 'minutes', 'hours', 'days'] as const satisfies readonly DurationUnit[];

interface Props {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  /** Seconds. */
  readonly value: number | null;
  readonly onChange: (seconds: number | null) => void;
  readonly error?: ReactNode;
}

/** A time span in seconds, typed as a number with a unit. */
export function DurationInput({ label, hideLabel = false, description, value, onChange, error }: Props) {
  const t = useTranslations('ui');
  const [unit, setUnit] = useState<DurationUnit>(() => (value === null ? 'minutes' : bestDurationUnit(value)));
  const factor = DURATION_UNITS[unit];
  return (
    <div className={classes.size}>
      <NumberInput
        className={classes.number ?? ''}
        {...(hideLabel ? { 'aria-label': label } : { label })}
        description={description}
        value={value === null ? '' : Math.round((value / factor) * 1000) / 1000}
        onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * factor))}
        error={error}
        allowNegative={false}
        clampBehavior="none"
        hideControls
      />
      <NativeSelect
        className={classes.durationUnit ?? ''}
        aria-label={t('unitOf', { field: label })}
        data={UNIT_NAMES.map((name) => ({ value: name, label: t(`duration.unit.${name}`) }))}
        value={unit}
        onChange={(event) => {
          const chosen = UNIT_NAMES.find((name) => name === event.currentTarget.value);
          if (chosen === undefined) return;
          if (value !== null) onChange(Math.round((value / factor) * DURATION_UNITS[chosen]));
          setUnit(chosen);
        }}
      />
    </div>
  );
}
