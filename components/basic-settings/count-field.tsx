'use client';

import { NumberInput, type NumberInputProps } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly description: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly error: string | undefined;
  readonly suffix?: string;
}

const ORDER: NonNullable<NumberInputProps['inputWrapperOrder']> = ['label', 'input', 'error', 'description'];

/** A whole number; empty while it is being typed. */
export function CountField({ label, description, value, onChange, error, suffix }: Props) {
  return (
    <NumberInput
      label={label}
      description={description}
      inputWrapperOrder={ORDER}
      value={value ?? ''}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
      error={error}
      {...(suffix === undefined ? {} : { suffix: ` ${suffix}` })}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      hideControls
      styles={{ input: { maxWidth: '11rem' } }}
    />
  );
}
