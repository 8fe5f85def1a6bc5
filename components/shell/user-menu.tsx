'use client';

import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout, IconUser } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';

interface Props {
  readonly user: { readonly name: string; readonly email: string };
}

export function UserMenu({ user }: Props) {
  const t = useTranslations('shell');
  const signOut = async () => {
    const response = await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }).catch(() => null);
    // A full load, so that nothing of this session stays in memory.
    if (response?.ok === true) window.location.assign('/sign-in');
    else notifications.show({ color: 'red', message: t('signOutFailed') });
  };
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton ml={6} style={{ borderRadius: '50%' }}>
          <Avatar size={30} radius="xl" color="seal" variant="filled" name={user.name} autoContrast aria-hidden>
            {initials(user.name)}
          </Avatar>
          <VisuallyHidden>{t('userMenu', { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '0.375rem 0.75rem 0.5rem' }}>
          <Text fw={500} truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} href="/administration/account" leftSection={<IconUser size={16} stroke={1.7} aria-hidden />}>
          {t('navigation.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} aria-hidden />} onClick={() => void signOut()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s@.]+/)
    .filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
