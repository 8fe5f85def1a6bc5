'use client';

import { IconUser } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { MessageDetail } from '@/lib/api/contracts/mail';
import classes from './attempt.module.css';
import { AttemptItem } from './attempt-item';
import { MomentAfter } from './offset';

type Recipient = MessageDetail['recipients'][number];

interface Props {
  readonly recipient: Recipient;
  /** When the message was received. */
  readonly since: string;
}

/** The way through the queue in the order of time: each attempt, and what administrators did. */
export function RecipientHistory({ recipient: { attempts, actions }, since }: Props) {
  const t = useTranslations('messages.detail');
  const items = [
    ...attempts.map((attempt, i) => ({ at: attempt.startedAt, attempt, number: i + 1 })),
    ...actions.map((action) => ({ at: action.at, action })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  if (items.length === 0) return null;
  return (
    <ol className={classes.history} aria-label={t('history')}>
      {items.map((item) =>
        'attempt' in item ? (
          <AttemptItem
            key={`attempt ${item.number}`}
            attempt={item.attempt}
            number={item.number}
            newest={item.number === attempts.length}
            since={since}
          />
        ) : (
          <li key={`${item.at} ${item.action.action}`} className={classes.action}>
            <IconUser size={15} stroke={1.9} aria-hidden />
            <span>
              {t(`actionsOf.${isKnown(item.action.action) ? item.action.action : 'other'}`, {
                by: item.action.by,
                action: item.action.action,
              })}
            </span>
            <span className={classes.time}>
              <MomentAfter at={item.at} since={since} />
            </span>
          </li>
        ),
      )}
    </ol>
  );
}

const KNOWN = ['retry', 'hold', 'release', 'delete', 'return', 'route'] as const;

function isKnown(action: string): action is (typeof KNOWN)[number] {
  return KNOWN.some((known) => known === action);
}
