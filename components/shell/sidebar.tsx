'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Logo } from './logo';
import { isCurrent, NAVIGATION, type NavigationEntry, type NavigationPage } from './navigation';
import classes from './sidebar.module.css';

/** The navigation. All of it is always open: there is not so much that hiding would help. */
export function Sidebar({ onNavigate = stay }: { readonly onNavigate?: () => void }) {
  const t = useTranslations('shell');
  return (
    <nav aria-label={t('navigation.label')} className={classes.sidebar}>
      <Link href="/" className={classes.brand} onClick={onNavigate}>
        <Logo />
        <span className={classes.brandName}>{t('productName')}</span>
        <span className={classes.brandLine}>{t('productLine')}</span>
      </Link>
      <div className={classes.nav}>
        <ul className={classes.list}>
          {NAVIGATION.map((entry) => (
            <li key={entry.key} className={entry.kind === 'group' ? classes.group : undefined}>
              <Entry entry={entry} onNavigate={onNavigate} />
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

const stay = () => undefined;

interface EntryProps<Item> {
  readonly entry: Item;
  readonly onNavigate: () => void;
}

function Entry({ entry, onNavigate }: EntryProps<NavigationEntry>) {
  const t = useTranslations('shell.navigation');
  const Icon = entry.icon;
  if (entry.kind === 'page') {
    return (
      <PageLink entry={entry} onNavigate={onNavigate}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </PageLink>
    );
  }
  const pages = entry.pages.map((page) => (
    <li key={page.key}>
      <PageLink entry={page} onNavigate={onNavigate} />
    </li>
  ));
  return (
    <>
      <span className={classes.heading}>
        <Icon size={17} stroke={1.7} aria-hidden />
        {t(entry.key)}
      </span>
      <div className={classes.below}>
        {entry.below !== undefined && (
          <Link href={entry.below.href} className={classes.subheading} onClick={onNavigate}>
            {t(entry.below.key)}
          </Link>
        )}
        <ul className={classes.pages}>{pages}</ul>
      </div>
    </>
  );
}

function PageLink({ entry, onNavigate, children }: EntryProps<NavigationPage> & { readonly children?: ReactNode }) {
  const t = useTranslations('shell.navigation');
  const current = isCurrent(usePathname(), entry.href);
  return (
    <Link
      href={entry.href}
      className={classes.link}
      data-current={current || undefined}
      aria-current={current ? 'page' : undefined}
      onClick={onNavigate}
    >
      {children}
      {t(entry.key)}
    </Link>
  );
}
