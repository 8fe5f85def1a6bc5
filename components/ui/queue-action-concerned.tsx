import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isActionPossible } from '@/lib/api/contracts/queue';
import type { QueueAction, QueueTarget } from './queue-action';
import classes from './queue-action-buttons.module.css';

const NAMED_AT_MOST = 8;

interface Props {
  readonly action: QueueAction;
  readonly target: QueueTarget;
  readonly text: string;
}

/** What an action means, and for whom. */
export function QueueActionConcerned({ action, target, text }: Props) {
  const t = useTranslations('mail.confirm');
  if (target.kind === 'matching') {
    return (
      <Stack gap="sm">
        <Text>{text}</Text>
        <Text>{t('allMatching')}</Text>
      </Stack>
    );
  }
  const recipients = target.deliveries.filter(({ state }) => isActionPossible(action, state)).map(({ recipient }) => recipient);
  const unnamed = recipients.length - NAMED_AT_MOST;
  return (
    <Stack gap="sm">
      <Text>{text}</Text>
      <ul className={classes.recipients} aria-label={t('recipients')}>
        {recipients.slice(0, NAMED_AT_MOST).map((recipient, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one recipient may have several messages
          <li key={i}>{recipient}</li>
        ))}
        {unnamed > 0 && <li>{t('andMore', { count: unnamed })}</li>}
      </ul>
    </Stack>
  );
}
