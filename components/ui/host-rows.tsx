'use client';

import { ActionIcon, Button, NumberInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './host-rows.module.css';

export interface HostRow {
  readonly host: string;
  readonly port: number | null;
}

interface Props {
  readonly value: readonly HostRow[];
  readonly onChange: (value: HostRow[]) => void;
  /** The port that an empty field means; null where that depends on something else. */
  readonly defaultPort: number | null;
  readonly error: (row: number, field: 'host' | 'port') => ReactNode;
  readonly maximum?: number;
}

/** Hosts with their ports, in order of preference. There is always at least one row. */
export function HostRows({ value, onChange, defaultPort, error, maximum = 10 }: Props) {
  const t = useTranslations('ui.hosts');
  const rows = value.length === 0 ? [{ host: '', port: null }] : value;
  const change = (at: number, row: HostRow) => onChange(rows.map((other, i) => (i === at ? row : other)));
  return (
    <div className={classes.rows}>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is the identity of a row
        <div key={i} className={classes.row}>
          <TextInput
            className={classes.host}
            label={i === 0 ? t('host') : t('hostNumbered', { number: i + 1 })}
            placeholder={t('hostPlaceholder')}
            value={row.host}
            error={error(i, 'host')}
            onChange={(event) => change(i, { ...row, host: event.currentTarget.value })}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          <NumberInput
            className={classes.port}
            label={i === 0 ? t('port') : t('portNumbered', { number: i + 1 })}
            placeholder={defaultPort === null ? '25 / 465' : String(defaultPort)}
            value={row.port ?? ''}
            error={error(i, 'port')}
            onChange={(port) => change(i, { ...row, port: port === '' ? null : Number(port) })}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            hideControls
          />
          {rows.length > 1 && (
            <ActionIcon
              className={classes.remove}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('remove', { number: i + 1 })}
              onClick={() => onChange(rows.filter((_, other) => other !== i))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {rows.length < maximum && (
        <div className={classes.foot}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...rows, { host: '', port: null }])}
          >
            {t('add')}
          </Button>
          {rows.length > 1 && (
            <Text size="xs" c="dimmed">
              {t('orderHint')}
            </Text>
          )}
        </div>
      )}
    </div>
  );
}
