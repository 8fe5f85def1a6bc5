'use client';

import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CertificateBanner } from '@/components/ui/certificate-banner';
import { RevisionStatus } from '@/components/ui/revision-status';
import { TrialBanner } from '@/components/ui/trial-banner';
import { ColorSchemeMenu } from './color-scheme-menu';
import classes from './console-shell.module.css';
import { LanguageMenu } from './language-menu';
import { Sidebar } from './sidebar';
import { UserMenu } from './user-menu';

interface Props {
  readonly user: { readonly name: string; readonly email: string };
  readonly children: ReactNode;
}

/** Navigation on the left (a drawer where it is narrow), status and menus above, the page in the middle. */
export function ConsoleShell({ user, children }: Props) {
  const t = useTranslations('shell');
  const [navigationOpen, navigation] = useDisclosure(false);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <div className={classes.sidebar}>
        <Sidebar />
      </div>
      <Drawer
        opened={navigationOpen}
        onClose={navigation.close}
        size="17rem"
        title={t('navigation.label')}
        closeButtonProps={{ 'aria-label': t('navigation.close') }}
        classNames={{ body: classes.drawerBody ?? '', content: classes.drawerContent ?? '', title: classes.drawerTitle ?? '' }}
      >
        <Sidebar onNavigate={navigation.close} />
      </Drawer>
      <div className={classes.column}>
        <header className={classes.header}>
          <ActionIcon
            className={classes.burger}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('navigation.open')}
            aria-expanded={navigationOpen}
            onClick={navigation.open}
          >
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
          <div className={classes.status}>
            <RevisionStatus />
          </div>
          <div className={classes.menus}>
            <LanguageMenu />
            <ColorSchemeMenu />
            <UserMenu user={user} />
          </div>
        </header>
        <TrialBanner />
        <main id="content" tabIndex={-1} className={classes.main}>
          <div className={classes.page}>
            <CertificateBanner />
            {children}
          </div>
        </main>
      </div>
    </div>
  );
}
