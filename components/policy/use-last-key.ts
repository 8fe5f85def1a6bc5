import { useEffect, useRef } from 'react';

const OTHER_INPUT = ['mousedown', 'touchstart', 'wheel'] as const;

/** The key that was pressed last; empty after any other input. */
export function useLastKey(): { readonly current: string } {
  const last = useRef('');
  useEffect(() => {
    const note = (event: Event) => {
      last.current = event instanceof KeyboardEvent ? event.key : '';
    };
    const types = ['keydown', ...OTHER_INPUT];
    for (const type of types) window.addEventListener(type, note, { capture: true, passive: true });
    return () => {
      for (const type of types) window.removeEventListener(type, note, { capture: true });
    };
  }, []);
  return last;
}
