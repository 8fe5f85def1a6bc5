'use client';

import { Button, FileButton, Group, List, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ListKind, readListText } from '@/lib/policy/named-list';
import classes from './named-lists.module.css';

interface Props {
  readonly kind: ListKind;
  readonly text: string;
  readonly read: ReturnType<typeof readListText>;
  readonly onChange: (text: string) => void;
  readonly error: string | undefined;
  readonly fileName: string;
}

const SHOWN = 10;

/** The entries as text: typed, pasted, read from a file and saved to one. What is wrong is named with its line. */
export function EntriesField({ kind, text, read, onChange, error, fileName }: Props) {
  const t = useTranslations('namedLists');
  const wrongId = useId();
  const { entries, wrong } = read;
  const load = async (file: File | null): Promise<void> => {
    if (file === null) return;
    try {
      const loaded = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
      onChange(text.trim() === '' ? loaded : `${text.trimEnd()}\n${loaded}`);
    } catch {
      notifications.show({ color: 'red', message: t('importFailed'), role: 'alert' });
    }
  };
  return (
    <div>
      <Textarea
        label={t('entries')}
        description={t('entriesHelp')}
        placeholder={t(`placeholder.${kind}`)}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        rows={12}
        aria-describedby={wrong.length > 0 ? wrongId : undefined}
        classNames={{ input: classes.entries ?? '' }}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <Group justify="space-between" mt="xs" gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {t('counted', { count: entries.length })}
        </Text>
        <Group gap="xs">
          <FileButton onChange={(file) => void load(file)} accept="text/plain,.txt,.csv,.list,.conf">
            {(props) => (
              <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={14} aria-hidden />}>
                {t('import')}
              </Button>
            )}
          </FileButton>
          <Button
            component="a"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${entries.join('\n')}\n`)}`}
            download={`${fileName === '' ? kind : fileName}.txt`}
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('export')}
          </Button>
        </Group>
      </Group>
      {wrong.length > 0 && (
        <div id={wrongId} className={classes.wrong}>
          <Text size="sm" fw={600}>
            {t('wrongLines', { count: wrong.length })}
          </Text>
          <List size="sm">
            {wrong.slice(0, SHOWN).map(({ line, text: typed }) => (
              <List.Item key={`${line} ${typed}`}>{t('wrongLine', { line, text: typed })}</List.Item>
            ))}
          </List>
          {wrong.length > SHOWN && <Text size="sm">{t('wrongMore', { count: wrong.length - SHOWN })}</Text>}
        </div>
      )}
    </div>
  );
}
