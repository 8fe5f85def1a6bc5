'use client';

import type { DraggableProvided } from '@hello-pangea/dnd';
import { ActionIcon, Badge, NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconCopy, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { RuleView } from '@/lib/api/contracts/rules';
import { RULE_MODES } from '@/lib/policy/rule';
import { OrderField } from './order-field';
import classes from './rule-list.module.css';
import type { ListChange } from './rule-list-changes';
import type { RowControl } from './rule-rows';
import { RULES_PATH } from './rules-path';

interface Props {
  readonly view: RuleView;
  readonly total: number;
  readonly draggable: DraggableProvided;
  readonly dragging: boolean;
  readonly onChange: (change: ListChange, control: RowControl) => void;
  readonly onDelete: () => void;
}

export function RuleRow({ view, total, draggable, dragging, onChange, onDelete }: Props) {
  const t = useTranslations('rules');
  const { rule, order, explanation } = view;
  const name = rule.name;
  const href = `${RULES_PATH}/${view.id}`;
  return (
    <li
      ref={draggable.innerRef}
      {...draggable.draggableProps}
      className={classes.row}
      data-rule={view.id}
      data-mode={rule.mode}
      data-dragging={dragging || undefined}
    >
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: dragHandleProps make it a button; a real one could not be dragged */}
      <div className={classes.handle} {...draggable.dragHandleProps} aria-label={t('list.drag', { name })}>
        <IconGripVertical size={16} stroke={1.6} aria-hidden />
      </div>
      <div className={classes.order}>
        <OrderField
          label={t('list.orderOf', { name })}
          order={order}
          total={total}
          onMove={(to) => onChange({ kind: 'move', view, order: to }, 'order')}
        />
        <div className={classes.arrows}>
          <Arrow
            control="up"
            label={t('list.up', { name })}
            disabled={order === 1}
            onClick={() => onChange({ kind: 'move', view, order: order - 1 }, 'up')}
          >
            <IconArrowUp size={13} stroke={2} aria-hidden />
          </Arrow>
          <Arrow
            control="down"
            label={t('list.down', { name })}
            disabled={order === total}
            onClick={() => onChange({ kind: 'move', view, order: order + 1 }, 'down')}
          >
            <IconArrowDown size={13} stroke={2} aria-hidden />
          </Arrow>
        </div>
      </div>
      <div className={classes.words}>
        <Link href={href} className={classes.name}>
          {name}
        </Link>
        <p className={classes.sentence}>
          {explanation.conditions} <span className={classes.then}>→</span> <span className={classes.effect}>{explanation.actions}</span>
        </p>
        {explanation.warning !== null && (
          <p className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
            {explanation.warning}
          </p>
        )}
      </div>
      <div className={classes.mode}>
        <NativeSelect
          size="xs"
          aria-label={t('list.modeOf', { name })}
          value={rule.mode}
          data={RULE_MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          onChange={(event) => {
            const mode = RULE_MODES.find((one) => one === event.currentTarget.value);
            if (mode !== undefined) onChange({ kind: 'mode', view, mode }, 'other');
          }}
          classNames={{ input: classes.modeInput ?? '' }}
        />
      </div>
      <div className={classes.stage}>
        <Badge variant="default" size="sm" radius="sm" tt="none" fw={500} miw="max-content" title={explanation.reason}>
          {t(`stages.${explanation.stage}`)}
        </Badge>
      </div>
      <Hits view={view} />
      <div className={classes.actions}>
        <ActionIcon
          component={Link}
          href={href}
          variant="subtle"
          color="gray"
          aria-label={t('list.editOf', { name })}
          title={t('list.edit')}
        >
          <IconPencil size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('list.duplicateOf', { name })}
          title={t('list.duplicate')}
          onClick={() => onChange({ kind: 'duplicate', view }, 'other')}
        >
          <IconCopy size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.delete}
          aria-label={t('list.deleteOf', { name })}
          title={t('list.delete')}
          onClick={onDelete}
        >
          <IconTrash size={16} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
    </li>
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

function Hits({ view }: { readonly view: RuleView }) {
  const t = useTranslations('rules.list');
  const format = useFormatter();
  const label = t('hits');
  return (
    <div className={classes.hits}>
      <span className={classes.narrowLabel}>{label}</span>
      <span>{format.number(view.hits24h)}</span>
      {view.wouldHits24h > 0 && <span className={classes.would}>{t('wouldHits', { count: format.number(view.wouldHits24h) })}</span>}
    </div>
  );
}
