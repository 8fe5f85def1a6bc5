'use client';

import { NativeSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './size-input.module.css';

const UNITS = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
type Unit = keyof typeof UNITS;
const UNIT_NAMES = ['KiB', 'MiB', 'GiB'] as const satisfies readonly Unit[];

interface Props {
  readonly label: string;
  readonly description?: ReactNode;
  /** Octets. */
  readonly value: number | null;
  readonly onChange: (octets: number | null) => void;
  readonly error?: ReactNode;
}

/** A size in octets, typed as a number with a unit. */
export function SizeInput({ label, description, value, onChange, error }: Props) {
  const t = useTranslations('ui');
  const [unit, setUnit] = useState<Unit>(() => bestUnit(value));
  const factor = UNITS[unit];
  return (
    <div className={classes.size}>
      <NumberInput
        className={classes.number ?? ''}
        label={label}
        description={description}
        value={value === null ? '' : Math.round((value / factor) * 1000) / 1000}
        onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * factor))}
        error={error}
        allowNegative={false}
        clampBehavior="none"
        hideControls
      />
      <NativeSelect
        className={classes.unit ?? ''}
        aria-label={t('unitOf', { field: label })}
        data={[...UNIT_NAMES]}
        value={unit}
        onChange={(event) => {
          const chosen = UNIT_NAMES.find((name) => name === event.currentTarget.value);
          if (chosen === undefined) return;
          if (value !== null) onChange(Math.round((value / factor) * UNITS[chosen]));
          setUnit(chosen);
        }}
      />
    </div>
  );
}

function bestUnit(octets: number | null): Unit {
  if (octets === null) return 'MiB';
  if (octets >= UNITS.GiB && octets % UNITS.GiB === 0) return 'GiB';
  return octets >= UNITS.MiB ? 'MiB' : 'KiB';
}
