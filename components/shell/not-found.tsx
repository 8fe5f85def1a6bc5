'use client';

import { Button, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Logo } from './logo';
import classes from './standalone.module.css';

export function NotFound() {
  const t = useTranslations('shell.notFound');
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        <Title order={1}>{t('title')}</Title>
        <Text c="dimmed">{t('text')}</Text>
        <Button component={Link} href="/" mt="md">
          {t('home')}
        </Button>
      </div>
    </main>
  );
}
