'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './auth-frame.module.css';
import { ColorSchemeMenu } from './color-scheme-menu';
import { LanguageMenu } from './language-menu';
import { Logo } from './logo';
import standalone from './standalone.module.css';

/** Around the pages for whoever is not signed in: name, one card, language and appearance. */
export function AuthFrame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell');
  return (
    <div className={standalone.page}>
      <header className={classes.brand}>
        <Logo size={34} />
        <span className={classes.name}>{t('productName')}</span>
      </header>
      <main className={standalone.card}>{children}</main>
      <div className={classes.menus}>
        <LanguageMenu />
        <ColorSchemeMenu />
      </div>
    </div>
  );
}
