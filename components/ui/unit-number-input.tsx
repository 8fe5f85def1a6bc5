'use client';

import { Input, NativeSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './unit-number-input.module.css';

export interface Unit<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** How many of the smallest unit it is. */
  readonly factor: number;
}

interface Props<Name extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  readonly units: readonly Unit<Name>[];
  /** The unit in which a value is first shown. */
  readonly bestUnit: (value: number | null) => Name;
  /** In the smallest unit. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly error?: ReactNode;
}

/** A number with a choice of its unit. Another unit keeps the number that is typed. */
export function UnitNumberInput<Name extends string>(props: Props<Name>) {
  const { label, hideLabel = false, description, units, bestUnit, value, onChange, error } = props;
  const t = useTranslations('ui');
  const id = useId();
  const [name, setName] = useState(() => bestUnit(value));
  const factor = units.find((unit) => unit.name === name)?.factor ?? 1;
  return (
    <Input.Wrapper
      {...(hideLabel ? {} : { label })}
      labelProps={{ htmlFor: id }}
      description={description}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={error}
    >
      <div className={classes.fields} data-described={description !== undefined || undefined}>
        <NumberInput
          id={id}
          className={classes.number ?? ''}
          {...(hideLabel ? { 'aria-label': label } : {})}
          value={value === null ? '' : Math.round((value / factor) * 1000) / 1000}
          onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * factor))}
          error={Boolean(error)}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
        <NativeSelect
          className={classes.unit ?? ''}
          aria-label={t('unitOf', { field: label })}
          data={units.map((unit) => ({ value: unit.name, label: unit.label }))}
          value={name}
          onChange={(event) => {
            const chosen = units.find((unit) => unit.name === event.currentTarget.value);
            if (chosen === undefined) return;
            if (value !== null) onChange(Math.round((value / factor) * chosen.factor));
            setName(chosen.name);
          }}
        />
      </div>
    </Input.Wrapper>
  );
}
