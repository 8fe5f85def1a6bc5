'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';

interface UrlFilter {
  /** Empty if it is not in the address. */
  readonly get: (name: string) => string;
  /** An empty value is left out of the address. */
  readonly set: (changes: Readonly<Record<string, string>>) => void;
}

/** Filters that live in the address of the page, so that a link and a reload keep them. Changing one does not ask the server for the page again. */
export function useUrlFilter(): UrlFilter {
  const pathname = usePathname();
  const parameters = useSearchParams();
  /** What was set last, as long as the router has not rendered it: meanwhile it may write an older address once more. */
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === parameters.toString()) wanted.current = null;
  }, [parameters]);
  const set = useCallback(
    (changes: Readonly<Record<string, string>>) => {
      // Not from the render: two changes in one event must not undo each other.
      const next = new URLSearchParams(wanted.current ?? window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      wanted.current = query;
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`);
    },
    [pathname],
  );
  return { get: (name) => parameters.get(name) ?? '', set };
}
