'use client';

import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { TimeAgo } from '@/components/ui/time';
import type { RuleView } from '@/lib/api/contracts/rules';
import classes from './rule-editor.module.css';
import { RULES_PATH } from './rules-path';
import type { SaveOutcome } from './save-rule';

export type Conflict = Exclude<SaveOutcome, { readonly kind: 'saved' }>;

interface Props {
  readonly conflict: Conflict | null;
  readonly busy: boolean;
  readonly onKeepEditing: () => void;
  readonly onOverwrite: (current: RuleView) => void;
  readonly onDiscard: (current: RuleView) => void;
  readonly onSaveAsNew: () => void;
  readonly onToList: () => void;
}

/** Two administrators edited one rule: shows the version in force, and lets the second one choose knowingly. */
export function ConflictDialog(props: Props) {
  const { conflict, onKeepEditing } = props;
  const t = useTranslations('rules.conflict');
  const ui = useTranslations('ui');
  return (
    <Modal
      opened={conflict !== null}
      onClose={onKeepEditing}
      size="lg"
      title={conflict?.kind === 'deleted-meanwhile' ? t('deletedTitle') : t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
      styles={{ title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {conflict?.kind === 'changed-meanwhile' && <Changed {...props} current={conflict.current} />}
      {conflict?.kind === 'deleted-meanwhile' && <Deleted {...props} />}
    </Modal>
  );
}

function Changed({ current, busy, onKeepEditing, onOverwrite, onDiscard }: Props & { readonly current: RuleView }) {
  const t = useTranslations('rules.conflict');
  const modes = useTranslations('rules.modes');
  return (
    <Stack gap="md">
      <Text>{t.rich('text', { who: current.changedBy, when: () => <TimeAgo value={current.changedAt} /> })}</Text>
      <section className={classes.theirs} aria-label={t('theirs')}>
        <Text size="xs" c="dimmed" fw={500}>
          {t('theirs')}
        </Text>
        <Text fw={550}>
          {current.rule.name} <span className={classes.theirsMode}>· {modes(current.rule.mode)}</span>
        </Text>
        <Text size="sm">
          {current.explanation.conditions} → {current.explanation.actions}
        </Text>
        <Anchor size="sm" href={`${RULES_PATH}/${current.id}`} target="_blank" rel="noreferrer">
          {t('look')} <IconExternalLink size={13} aria-hidden style={{ verticalAlign: '-2px' }} />
        </Anchor>
      </section>
      <Stack gap="xs">
        <Button variant="default" onClick={onKeepEditing} data-autofocus>
          {t('keepEditing')}
        </Button>
        <Button variant="default" onClick={() => onDiscard(current)}>
          {t('discard')}
        </Button>
        <Button color="red.8" loading={busy} onClick={() => onOverwrite(current)}>
          {t('overwrite')}
        </Button>
      </Stack>
    </Stack>
  );
}

function Deleted({ busy, onSaveAsNew, onToList }: Props) {
  const t = useTranslations('rules.conflict');
  return (
    <Stack gap="md">
      <Text>{t('deletedText')}</Text>
      <Stack gap="xs">
        <Button loading={busy} onClick={onSaveAsNew} data-autofocus>
          {t('saveAsNew')}
        </Button>
        <Button variant="default" onClick={onToList}>
          {t('toList')}
        </Button>
      </Stack>
    </Stack>
  );
}
