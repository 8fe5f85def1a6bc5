'use client';

import { Button, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'use-intl';

export function SetupLinkInvalid() {
  const t = useTranslations('auth.setup');
  return (
    <>
      <Title order={1}>{t('linkInvalidTitle')}</Title>
      <Text c="dimmed">{t('linkInvalid')}</Text>
      <Button component={Link} href="/sign-in" mt="md">
        {t('toSignIn')}
      </Button>
    </>
  );
}
