'use client';

import type { ReactNode } from 'react';
import { type Unit, UnitNumberInput } from './unit-number-input';

type SizeUnit = 'KiB' | 'MiB' | 'GiB';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

const UNITS: readonly Unit<SizeUnit>[] = [
  { name: 'KiB', label: 'KiB', factor: KIB },
  { name: 'MiB', label: 'MiB', factor: MIB },
  { name: 'GiB', label: 'GiB', factor: GIB },
];

interface Props {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  /** Octets. */
  readonly value: number | null;
  readonly onChange: (octets: number | null) => void;
  readonly error?: ReactNode;
}

/** A size in octets, typed as a number with a unit. */
export function SizeInput(props: Props) {
  return <UnitNumberInput {...props} units={UNITS} bestUnit={bestUnit} />;
}

function bestUnit(octets: number | null): SizeUnit {
  if (octets === null) return 'MiB';
  if (octets >= GIB && octets % GIB === 0) return 'GiB';
  return octets >= MIB ? 'MiB' : 'KiB';
}
