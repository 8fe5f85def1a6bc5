'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from './confirm-dialog';

interface Guard {
  readonly setDirty: (owner: string, dirty: boolean) => void;
}

const GuardContext = createContext<Guard>({ setDirty: () => undefined });

/** Says that this page holds changes which leaving would lose: closing the tab, a link and the browser's back button then ask first. */
export function useUnsavedChanges(dirty: boolean): void {
  const { setDirty } = useContext(GuardContext);
  const owner = useId();
  useEffect(() => {
    setDirty(owner, dirty);
    return () => setDirty(owner, false);
  }, [owner, dirty, setDirty]);
}

export function UnsavedChangesProvider({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell.unsaved');
  const router = useRouter();
  const owners = useRef(new Set<string>());
  const [leave, setLeave] = useState<(() => void) | null>(null);

  const guard = useMemo<Guard>(
    () => ({
      setDirty: (owner, dirty) => {
        if (dirty) owners.current.add(owner);
        else owners.current.delete(owner);
      },
    }),
    [],
  );
  const ask = useCallback((go: () => void) => setLeave(() => go), []);
  useLeaveInterception(owners, ask, router.push);

  return (
    <GuardContext value={guard}>
      {children}
      <ConfirmDialog
        opened={leave !== null}
        title={t('title')}
        confirmLabel={t('leave')}
        cancelLabel={t('stay')}
        onClose={() => setLeave(null)}
        onConfirm={() => {
          owners.current.clear();
          leave?.();
          setLeave(null);
        }}
      >
        {t('text')}
      </ConfirmDialog>
    </GuardContext>
  );
}

/** The three ways off a page: unload, a link (before the router sees it), and the browser's history where the Navigation API can cancel. */
function useLeaveInterception(
  owners: { readonly current: Set<string> },
  ask: (go: () => void) => void,
  push: (href: string) => void,
): void {
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (owners.current.size > 0) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const href = owners.current.size > 0 ? inAppTarget(event) : null;
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => push(href));
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || owners.current.size === 0) return;
      event.preventDefault();
      const { key } = event.destination;
      ask(() => window.navigation.traverseTo(key));
    };
    const history = 'navigation' in window ? window.navigation : null;
    window.addEventListener('beforeunload', onBeforeUnload);
    document.addEventListener('click', onClick, { capture: true });
    history?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onBeforeUnload);
      document.removeEventListener('click', onClick, { capture: true });
      history?.removeEventListener('navigate', onNavigate);
    };
  }, [owners, ask, push]);
}

/** Where a click leads inside the console; null if it does not leave the page, or leaves it in a way that unload guards. */
function inAppTarget(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !(event.target instanceof Element))
    return null;
  const link = event.target.closest('a');
  if (link === null || (link.target !== '' && link.target !== '_self') || link.hasAttribute('download')) return null;
  if (link.origin !== window.location.origin) return null;
  const samePage = link.pathname === window.location.pathname && link.search === window.location.search;
  return samePage ? null : `${link.pathname}${link.search}${link.hash}`;
}
