'use client';

import { useFormatter } from 'use-intl';

const STEPS = [
  { unit: 'GiB', octets: 1024 ** 3 },
  { unit: 'MiB', octets: 1024 ** 2 },
  { unit: 'KiB', octets: 1024 },
] as const;

/** A size in octets, as a reader says it: "1.4 MiB". */
export function SizeText({ octets }: { readonly octets: number }) {
  const format = useFormatter();
  const step = STEPS.find((candidate) => octets >= candidate.octets);
  return step === undefined
    ? `${format.number(octets)} B`
    : `${format.number(octets / step.octets, { maximumSignificantDigits: 3 })} ${step.unit}`;
}
