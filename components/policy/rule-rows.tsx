'use client';

import {
  DragDropContext,
  Draggable,
  type DraggableProvided,
  type DragStart,
  type DragUpdate,
  Droppable,
  type DropResult,
  type ResponderProvided,
} from '@hello-pangea/dnd';
import { notifications } from '@mantine/notifications';
import { useTranslations } from 'use-intl';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';
import type { FindingView } from './checks-query';
import classes from './rule-list.module.css';
import type { ListChange } from './rule-list-changes';
import { type RowPlace, RuleRowItem } from './rule-row';
import { type RowControl, useFocusAfterMove } from './use-focus-after-move';
import { useLastKey } from './use-last-key';
import { useVisibleRows } from './use-visible-rows';

interface Props {
  /** The rules that are shown: all, or those that a filter leaves. */
  readonly rows: readonly RuleRow[];
  /** What the checks say, by the id of a rule. */
  readonly findings: ReadonlyMap<string, readonly FindingView[]>;
  /** How many there will be when all have come: those that have not are shown as empty places. */
  readonly length: number;
  /** Number of all rules. */
  readonly total: number;
  readonly onChange: (change: ListChange) => void;
  readonly onDelete: (row: RuleRow) => void;
}

/** Milliseconds: long enough to read two sentences. */
const GIVEN_UP_TIME = 12_000;

/**
 * The rows, of which only those in sight are in the page (docs/decisions/020), to be dragged with the mouse and with the keyboard. A row dropped
 * onto another takes its order number.
 */
export function RuleRows({ rows, findings, length, total, onChange, onDelete }: Props) {
  const t = useTranslations('rules.list');
  const visible = useVisibleRows(rows, length);
  const keepFocus = useFocusAfterMove(rows, visible.listRef);
  const lastKey = useLastKey();

  const say = (
    start: DragStart,
    provided: ResponderProvided,
    key: 'dragLifted' | 'dragOver' | 'dragDropped' | 'dragCancelled',
    to?: number,
  ) => {
    const row = rows[start.source.index];
    const order = rows[to ?? start.source.index]?.order;
    if (row !== undefined && order !== undefined) provided.announce(t(key, { name: row.name, order }));
  };
  const onDragUpdate = (update: DragUpdate, provided: ResponderProvided) => say(update, provided, 'dragOver', update.destination?.index);
  /** A drag with the keyboard ends where the list would have to scroll: the number of the rule leads on from there. */
  const giveUp = ({ id, name, order }: RuleRow) => {
    notifications.show({
      color: 'yellow',
      title: t('dragGivenUpTitle'),
      message: t('dragGivenUp', { name, order }),
      role: 'alert',
      autoClose: GIVEN_UP_TIME,
    });
    const focusNumber = () => visible.listRef.current?.querySelector<HTMLElement>(`[data-rule="${id}"] [data-control="order"]`)?.focus();
    // In the next frame the handle gets the focus back from the drag.
    requestAnimationFrame(() => requestAnimationFrame(focusNumber));
  };
  const onDragEnd = (result: DropResult, provided: ResponderProvided) => {
    const row = rows[result.source.index];
    if (row !== undefined && result.reason === 'CANCEL' && lastKey.current.startsWith('Arrow')) return giveUp(row);
    const order = result.destination === null ? undefined : rows[result.destination.index]?.order;
    const moved = row !== undefined && order !== undefined && order !== row.order;
    say(result, provided, moved ? 'dragDropped' : 'dragCancelled', result.destination?.index);
    if (moved) onChange({ kind: 'move', row, order });
  };
  const change = (wish: ListChange, control: RowControl) => {
    if (wish.kind === 'move') keepFocus(wish.row.id, control);
    onChange(wish);
  };
  const item = (row: RuleRow, draggable: DraggableProvided, place: RowPlace) => (
    <RuleRowItem
      row={row}
      findings={findings.get(row.id) ?? []}
      total={total}
      place={place}
      draggable={draggable}
      onChange={change}
      onDelete={() => onDelete(row)}
    />
  );

  return (
    <DragDropContext
      dragHandleUsageInstructions={t('dragHelp')}
      onDragStart={(start, provided) => say(start, provided, 'dragLifted')}
      onDragUpdate={onDragUpdate}
      onDragEnd={onDragEnd}
    >
      <div className={classes.headings} aria-hidden="true">
        <span />
        <span>{t('order')}</span>
        <span>{t('rule')}</span>
        <span>{t('mode')}</span>
        <span>{t('stage')}</span>
        <span>{t('hits')}</span>
        <span />
      </div>
      <Droppable
        droppableId="rules"
        mode="virtual"
        // A dragged row leaves the frame, whose rounded corners would clip it, and stays when its place scrolls out of sight.
        renderClone={(draggable, _snapshot, { source }) => {
          const row = rows[source.index];
          return <ul className={classes.lifted}>{row !== undefined && item(row, draggable, { kind: 'lifted' })}</ul>;
        }}
      >
        {(droppable) => (
          <ul
            {...droppable.droppableProps}
            ref={(element) => {
              droppable.innerRef(element);
              visible.listRef.current = element;
            }}
            className={classes.rows}
            style={visible.listStyle}
            aria-label={t('label')}
            {...visible.focusProps}
          >
            {visible.places.map(({ index, key, place }) => {
              const row = rows[index];
              if (row === undefined) return <li key={key} className={classes.coming} style={place.style} aria-hidden="true" />;
              return (
                <Draggable key={key} draggableId={row.id} index={index} isDragDisabled={rows.length < length}>
                  {(draggable) =>
                    item(row, draggable, { kind: 'listed', index, count: length, measure: visible.measure, style: place.style })
                  }
                </Draggable>
              );
            })}
          </ul>
        )}
      </Droppable>
    </DragDropContext>
  );
}
