'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { DURATION_UNITS, type DurationUnit } from './duration-words';
import { UnitNumberInput } from './unit-number-input';

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
export function DurationInput(props: Props) {
  const t = useTranslations('ui.duration.unit');
  const units = UNIT_NAMES.map((name) => ({ name, label: t(name), factor: DURATION_UNITS[name] }));
  return <UnitNumberInput {...props} units={units} bestUnit={bestUnit} />;
}

/** The largest unit that the seconds are a whole number of. */
function bestUnit(seconds: number | null): DurationUnit {
  if (seconds === null || seconds === 0) return 'minutes';
  return UNIT_NAMES.findLast((name) => seconds % DURATION_UNITS[name] === 0) ?? 'seconds';
}
