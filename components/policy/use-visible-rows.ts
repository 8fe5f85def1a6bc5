import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type FocusEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RuleRow } from '@/lib/api/contracts/rule-rows';

/** Height of a usual row in CSS pixels, until it has been measured. */
const ROW_HEIGHT = 72;
/** Rows beyond the window on either side, so that Tab and the arrow keys of a drag find the next one there. */
const OVERSCAN = 8;
/** What the server takes for the window, and the browser until it has looked. */
const UNKNOWN_WINDOW = { width: 1280, height: 1000 };

interface VisibleRow {
  readonly index: number;
  readonly key: string;
  readonly place: { readonly style: CSSProperties };
}

/** Which rows are drawn, and where: those in or near the window, and the one that has the focus. */
export function useVisibleRows(rows: readonly RuleRow[], length: number) {
  const listRef = useRef<HTMLUListElement | null>(null);
  const focused = useRef<string | null>(null);
  const measured = useIsMeasured();
  const scrollMargin = useDistanceFromTop(listRef);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const usual = defaultRangeExtractor(range);
      const index = focused.current === null ? -1 : rows.findIndex(({ id }) => id === focused.current);
      return index === -1 || usual.includes(index) ? usual : [...usual, index].sort((a, b) => a - b);
    },
    [rows],
  );
  const virtualizer = useWindowVirtualizer({
    count: length,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? `coming ${index}`, [rows]),
    rangeExtractor,
    overscan: OVERSCAN,
    scrollMargin,
    initialRect: UNKNOWN_WINDOW,
    initialOffset: 0,
    // A size that changes while sizes are observed is an error of the window, and any such error ends a drag.
    useAnimationFrameWithResizeObserver: true,
  });
  const items = virtualizer.getVirtualItems();
  const height = virtualizer.getTotalSize();
  const drawn = items.reduce((sum, { size }) => sum + size, 0);

  return {
    listRef,
    measure: virtualizer.measureElement,
    /** Until the rows have been measured they stand one below the other, as the server has sent them. */
    listStyle: measured ? { height } : { paddingBottom: height - drawn },
    places: items.map(
      ({ index, key, start }): VisibleRow => ({
        index,
        key: String(key),
        place: { style: measured ? { position: 'absolute', top: start - scrollMargin } : {} },
      }),
    ),
    focusProps: {
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        focused.current = target.closest<HTMLElement>('[data-rule]')?.dataset.rule ?? null;
      },
    },
  };
}

function useIsMeasured(): boolean {
  const [measured, setMeasured] = useState(false);
  useLayoutEffect(() => setMeasured(true), []);
  return measured;
}

/** Pixels between the top of the page and the list, however what stands above it grows and shrinks. */
function useDistanceFromTop(list: { readonly current: HTMLElement | null }): number {
  const [distance, setDistance] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      if (list.current !== null) setDistance(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    observer.observe(document.body);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [list]);
  return distance;
}
