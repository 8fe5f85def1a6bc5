import { useEffect, useRef } from 'react';

/** Which control of a row was used; it keeps the focus when the row takes another place. */
export type RowControl = 'up' | 'down' | 'order' | 'other';

/** Gives the focus back to a control whose row takes another place, where it then comes into sight. */
export function useFocusAfterMove(rows: readonly unknown[], list: { readonly current: HTMLElement | null }) {
  const wanted = useRef<{ readonly id: string; readonly control: RowControl } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order of the rows is what takes the focus away
  useEffect(() => {
    if (wanted.current === null) return;
    const { id, control } = wanted.current;
    wanted.current = null;
    list.current?.querySelector<HTMLElement>(`[data-rule="${id}"] [data-control="${control}"]`)?.focus();
  }, [rows]);
  return (id: string, control: RowControl) => {
    wanted.current = { id, control };
  };
}
