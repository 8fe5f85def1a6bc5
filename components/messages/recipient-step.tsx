'use client';

import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconMailFilled, IconMailForward, IconMailX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Changes } from '@/components/ui/changes';
import { DecisionTrace } from '@/components/ui/decision-trace';
import { QueueActionButtons } from '@/components/ui/queue-action-buttons';
import { type RecipientState, RecipientStateBadge } from '@/components/ui/recipient-state-badge';
import { TimeAgo } from '@/components/ui/time';
import type { DecisionView, MessageDetail } from '@/lib/api/contracts/mail';
import classes from './message.module.css';
import { MomentAfter } from './offset';
import { RecipientHistory } from './recipient-history';
import { Step } from './step';

type Recipient = MessageDetail['recipients'][number];

const WAITING: readonly RecipientState[] = ['pending', 'deferred', 'held'];
const FAILED: readonly RecipientState[] = ['refused', 'bounced', 'expired'];

interface Props {
  readonly recipient: Recipient;
  /** When the message was received. */
  readonly since: string;
}

/** What was answered for one recipient, and its way through the queue with each attempt. */
export function RecipientStep({ recipient, since }: Props) {
  const t = useTranslations('messages.detail');
  const failed = FAILED.includes(recipient.state);
  const waiting = WAITING.includes(recipient.state);
  return (
    <Step
      icon={failed ? IconMailX : recipient.state === 'delivered' ? IconMailFilled : IconMailForward}
      tone={failed ? 'bad' : recipient.state === 'delivered' ? 'good' : waiting ? 'attention' : 'neutral'}
      title={recipient.address}
      aside={
        <span className={classes.aside}>
          <RecipientStateBadge state={recipient.state} />
          {recipient.finishedAt !== null && <MomentAfter at={recipient.finishedAt} since={since} />}
        </span>
      }
    >
      <p className={classes.replyLine} data-accepted={recipient.state !== 'refused'}>
        <span className={classes.replyName}>{t('reply')}</span>
        <span className={classes.said}>{recipient.reply}</span>
      </p>
      <p className={classes.schedule}>
        <span>{recipient.relayed ? t('relayed') : t('local')}</span>
        {recipient.state === 'deferred' && recipient.nextAttemptAt !== null && <When text="next" value={recipient.nextAttemptAt} />}
        {waiting && recipient.expiresAt !== null && <When text="until" value={recipient.expiresAt} />}
      </p>
      <Changes changes={recipient.changes} />
      {recipient.decision !== null && <RecipientDecision decision={recipient.decision} />}
      {waiting && (
        <div className={classes.actions}>
          <QueueActionButtons
            target={{ kind: 'chosen', deliveries: [{ id: recipient.id, recipient: recipient.address, state: recipient.state }] }}
            onlyPossible
          />
        </div>
      )}
      <RecipientHistory recipient={recipient} since={since} />
    </Step>
  );
}

function When({ text, value }: { readonly text: 'next' | 'until'; readonly value: string }) {
  const t = useTranslations('messages.detail');
  return <span>{t.rich(text, { time: () => <TimeAgo value={value} /> })}</span>;
}

/** Closed where the summary says enough; a click shows every rule and condition. */
function RecipientDecision({ decision }: { readonly decision: DecisionView }) {
  const t = useTranslations('messages.detail');
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.decision}>
      <UnstyledButton className={classes.disclosure ?? ''} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} stroke={1.9} aria-hidden />
        <span>{decision.summary}</span>
        <span className={classes.disclosureHint}>{t('showTrace')}</span>
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes.disclosed}>
          <DecisionTrace decision={decision} />
        </div>
      </Collapse>
    </div>
  );
}
