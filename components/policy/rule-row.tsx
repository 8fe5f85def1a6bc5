'use client';

import type { DraggableProvided } from '@hello-pangea/dnd';
import { ActionIcon, Badge, NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import Link from 'next/link';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';
import { RULE_MODES, type RuleMode } from '@/lib/policy/rule';
import type { FindingView } from './checks-query';
import { MonitorLine } from './monitor-line';
import { RowHits } from './row-hits';
import { RowMarks } from './row-marks';
import { RowOrder } from './row-order';
import classes from './rule-list.module.css';
import type { ListChange } from './rule-list-changes';
import { RULES_PATH } from './rules-path';
import type { RowControl } from './use-focus-after-move';

/** In the list, among `count` of which most are not in the page; or lifted out of it by a drag. */
export type RowPlace =
  | {
      readonly kind: 'listed';
      /** From 0. */
      readonly index: number;
      readonly count: number;
      readonly style: CSSProperties;
      readonly measure: (element: HTMLElement | null) => void;
    }
  | { readonly kind: 'lifted' };

interface Props {
  readonly row: RuleRow;
  readonly findings: readonly FindingView[];
  readonly total: number;
  readonly place: RowPlace;
  readonly draggable: DraggableProvided;
  readonly onChange: (change: ListChange, control: RowControl) => void;
  readonly onDelete: () => void;
}

export function RuleRowItem({ row, findings, total, place, draggable, onChange, onDelete }: Props) {
  const t = useTranslations('rules');
  const { name } = row;
  const setMode = (mode: RuleMode) => onChange({ kind: 'mode', row, mode }, 'other');
  return (
    <li
      {...draggable.draggableProps}
      {...(place.kind === 'listed'
        ? {
            'data-index': place.index,
            'aria-setsize': place.count,
            'aria-posinset': place.index + 1,
            style: { ...place.style, ...draggable.draggableProps.style },
          }
        : { 'data-dragging': true })}
      ref={(element) => {
        draggable.innerRef(element);
        if (place.kind === 'listed') place.measure(element);
      }}
      className={classes.row}
      data-rule={row.id}
      data-mode={row.mode}
    >
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: dragHandleProps make it a button; a real one could not be dragged */}
      <div className={classes.handle} {...draggable.dragHandleProps} aria-label={t('list.drag', { name })}>
        <IconGripVertical size={16} stroke={1.6} aria-hidden />
      </div>
      <RowOrder row={row} total={total} onMove={(order, control) => onChange({ kind: 'move', row, order }, control)} />
      <div className={classes.words}>
        <Link href={`${RULES_PATH}/${row.id}`} className={classes.name}>
          {name}
        </Link>
        <p className={classes.sentence}>
          {row.conditions} <span className={classes.then}>→</span> <span className={classes.effect}>{row.actions}</span>
        </p>
        {row.mode === 'monitor' && <MonitorLine id={row.id} name={name} effect={row.effect} onEnforce={() => setMode('enforce')} />}
        {row.warning !== null && (
          <p className={classes.warning}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
            {row.warning}
          </p>
        )}
        {findings.length > 0 && <RowMarks findings={findings} />}
      </div>
      <div className={classes.mode}>
        <NativeSelect
          size="xs"
          aria-label={t('list.modeOf', { name })}
          value={row.mode}
          data={RULE_MODES.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          onChange={(event) => {
            const mode = RULE_MODES.find((one) => one === event.currentTarget.value);
            if (mode !== undefined) setMode(mode);
          }}
          classNames={{ input: classes.modeInput ?? '' }}
        />
      </div>
      <div className={classes.stage}>
        <Badge variant="default" size="sm" radius="sm" tt="none" fw={500} miw="max-content">
          {t(`stages.${row.stage}`)}
        </Badge>
      </div>
      <RowHits row={row} />
      <RowActions row={row} onDuplicate={() => onChange({ kind: 'duplicate', row }, 'other')} onDelete={onDelete} />
    </li>
  );
}

function RowActions({
  row,
  onDuplicate,
  onDelete,
}: {
  readonly row: RuleRow;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
}) {
  const t = useTranslations('rules.list');
  const { name } = row;
  return (
    <div className={classes.actions}>
      <ActionIcon
        component={Link}
        href={`${RULES_PATH}/${row.id}`}
        variant="subtle"
        color="gray"
        aria-label={t('editOf', { name })}
        title={t('edit')}
      >
        <IconPencil size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={t('duplicateOf', { name })} title={t('duplicate')} onClick={onDuplicate}>
        <IconCopy size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.delete}
        aria-label={t('deleteOf', { name })}
        title={t('delete')}
        onClick={onDelete}
      >
        <IconTrash size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
    </div>
  );
}
