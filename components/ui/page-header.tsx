import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface Props {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** The list that this page belongs to. */
  readonly back?: { readonly href: string; readonly label: string };
}

/** The head of a page: its one h1, a sentence what it is for, its main actions. */
export function PageHeader({ title, description, actions, back }: Props) {
  return (
    <header className={classes.header}>
      {back !== undefined && (
        <Anchor component={Link} href={back.href} size="sm" className={classes.back}>
          <IconChevronLeft size={15} aria-hidden />
          {back.label}
        </Anchor>
      )}
      <div className={classes.row}>
        <div className={classes.words}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text c="dimmed" mt={4} component="div">
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && (
          <Group gap="sm" className={classes.actions}>
            {actions}
          </Group>
        )}
      </div>
    </header>
  );
}
