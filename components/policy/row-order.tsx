import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';
import { OrderField } from './order-field';
import classes from './rule-list.module.css';
import type { RowControl } from './use-focus-after-move';

interface Props {
  readonly row: RuleRow;
  readonly total: number;
  readonly onMove: (order: number, control: RowControl) => void;
}

/** The number of a rule in the list: to be typed, or changed by one. */
export function RowOrder({ row: { name, order }, total, onMove }: Props) {
  const t = useTranslations('rules.list');
  return (
    <div className={classes.order}>
      <OrderField label={t('orderOf', { name })} order={order} total={total} onMove={(to) => onMove(to, 'order')} />
      <div className={classes.arrows}>
        <Arrow control="up" label={t('up', { name })} disabled={order === 1} onClick={() => onMove(order - 1, 'up')}>
          <IconArrowUp size={13} stroke={2} aria-hidden />
        </Arrow>
        <Arrow control="down" label={t('down', { name })} disabled={order === total} onClick={() => onMove(order + 1, 'down')}>
          <IconArrowDown size={13} stroke={2} aria-hidden />
        </Arrow>
      </div>
    </div>
  );
}

interface ArrowProps {
  readonly control: RowControl;
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** Stays focusable at the end of the list, so that the keyboard is not thrown back to the start of the page. */
function Arrow({ control, label, disabled, onClick, children }: ArrowProps) {
  return (
    <button
      type="button"
      className={classes.arrow}
      data-control={control}
      aria-label={label}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </button>
  );
}
