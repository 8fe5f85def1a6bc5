'use client';

import { type KeyboardEvent, useState } from 'react';
import classes from './rule-list.module.css';

interface Props {
  readonly label: string;
  readonly order: number;
  readonly total: number;
  readonly onMove: (order: number) => void;
}

/** The order number of a rule: typing another one and pressing Enter moves the rule there. Escape takes it back. */
export function OrderField({ label, order, total, onMove }: Props) {
  const [typed, setTyped] = useState<string | null>(null);

  const commit = () => {
    setTyped(null);
    const wanted = typed === null ? Number.NaN : Number.parseInt(typed, 10);
    if (Number.isNaN(wanted)) return;
    const to = Math.min(Math.max(wanted, 1), total);
    if (to !== order) onMove(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') setTyped(null);
  };

  return (
    <input
      className={classes.orderInput}
      data-control="order"
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? String(order)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
