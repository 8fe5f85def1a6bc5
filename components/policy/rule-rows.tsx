'use client';

import {
  DragDropContext,
  Draggable,
  type DragStart,
  type DragUpdate,
  Droppable,
  type DropResult,
  type ResponderProvided,
} from '@hello-pangea/dnd';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import type { RuleView } from '@/lib/api/contracts/rules';
import classes from './rule-list.module.css';
import type { ListChange } from './rule-list-changes';
import { RuleRow } from './rule-row';

interface Props {
  /** The rules that are shown: all, or those that a filter leaves. */
  readonly views: readonly RuleView[];
  /** Number of all rules. */
  readonly total: number;
  readonly onChange: (change: ListChange) => void;
  readonly onDelete: (view: RuleView) => void;
}

/** The rows, to be dragged with the mouse and with the keyboard. A row dropped onto another takes its order number. */
export function RuleRows({ views, total, onChange, onDelete }: Props) {
  const t = useTranslations('rules.list');
  const listRef = useRef<HTMLUListElement | null>(null);
  const keepFocus = useFocusAfterMove(views, listRef);

  const placeAt = (index: number | undefined) => (index === undefined ? undefined : views[index]?.order);
  const say = (
    start: DragStart,
    provided: ResponderProvided,
    key: 'dragLifted' | 'dragOver' | 'dragDropped' | 'dragCancelled',
    index?: number,
  ) => {
    const view = views[start.source.index];
    const order = placeAt(index ?? start.source.index);
    if (view !== undefined && order !== undefined) provided.announce(t(key, { name: view.rule.name, order }));
  };
  const onDragUpdate = (update: DragUpdate, provided: ResponderProvided) => say(update, provided, 'dragOver', update.destination?.index);
  const onDragEnd = (result: DropResult, provided: ResponderProvided) => {
    const view = views[result.source.index];
    const order = placeAt(result.destination?.index);
    const moved = view !== undefined && order !== undefined && order !== view.order;
    say(result, provided, moved ? 'dragDropped' : 'dragCancelled', result.destination?.index);
    if (moved) onChange({ kind: 'move', view, order });
  };

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
        <span className={classes.number}>{t('hits')}</span>
        <span />
      </div>
      <Droppable droppableId="rules">
        {(droppable) => (
          <ul
            {...droppable.droppableProps}
            ref={(element) => {
              droppable.innerRef(element);
              listRef.current = element;
            }}
            className={classes.rows}
            aria-label={t('label')}
          >
            {views.map((view, index) => (
              <Draggable key={view.id} draggableId={view.id} index={index}>
                {(draggable, { isDragging }) => {
                  const row = (
                    <RuleRow
                      view={view}
                      total={total}
                      draggable={draggable}
                      dragging={isDragging}
                      onChange={(change, control) => {
                        if (change.kind === 'move') keepFocus(view.id, control);
                        onChange(change);
                      }}
                      onDelete={() => onDelete(view)}
                    />
                  );
                  // A dragged row leaves the frame, whose rounded corners would clip it.
                  return isDragging ? createPortal(<ul className={classes.lifted}>{row}</ul>, document.body) : row;
                }}
              </Draggable>
            ))}
            {droppable.placeholder}
          </ul>
        )}
      </Droppable>
    </DragDropContext>
  );
}

/** Which control of a row was used; it keeps the focus when the row takes another place. */
export type RowControl = 'up' | 'down' | 'order' | 'other';

function useFocusAfterMove(views: readonly RuleView[], list: { readonly current: HTMLElement | null }) {
  const wanted = useRef<{ readonly id: string; readonly control: RowControl } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order of the rows is what takes the focus away
  useEffect(() => {
    if (wanted.current === null) return;
    const { id, control } = wanted.current;
    wanted.current = null;
    list.current?.querySelector<HTMLElement>(`[data-rule="${id}"] [data-control="${control}"]`)?.focus();
  }, [views]);
  return (id: string, control: RowControl) => {
    wanted.current = { id, control };
  };
}
