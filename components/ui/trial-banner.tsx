'use client';

import { Anchor, Button, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHourglassHigh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { callApi } from '@/lib/api/client';
import { revisionInForceSchema } from '@/lib/api/contracts/revisions';
import { differencePath } from './revision-paths';
import { TakeBackDialog } from './take-back-dialog';
import classes from './trial-banner.module.css';
import { useTrialEnd } from './trial-end';
import { type OpenTrial, TRIAL_KEY, trialQuery } from './trial-query';
import { useSecondsLeft } from './use-seconds-left';

/** On every page while something is on trial: what, for how long, and the two ways to settle it. */
export function TrialBanner() {
  const { data } = useQuery(trialQuery);
  const trial = data?.trial ?? null;
  useTrialEnd(trial);
  return (
    <>
      {trial !== null && <Banner trial={trial} />}
      {/* Always there: a screen reader reads out what appears inside, not the region when it appears. */}
      <VisuallyHidden role="status">{trial !== null && <Announcement trial={trial} />}</VisuallyHidden>
    </>
  );
}

function Banner({ trial }: { readonly trial: OpenTrial }) {
  const t = useTranslations('trial');
  const secondsLeft = useSecondsLeft(trial);
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const settle = useMutation({
    mutationFn: (way: 'confirm' | 'take-back') =>
      callApi(`/trial/${way}`, revisionInForceSchema, { method: 'POST', body: { last: trial.last } }),
    onError: (error) => notifications.show({ color: 'red', title: t('failed'), message: error.message, role: 'alert' }),
    onSettled: () => {
      setAsking(false);
      return queryClient.invalidateQueries({ queryKey: TRIAL_KEY });
    },
  });
  return (
    <aside className={classes.banner} aria-label={t('label')}>
      <IconHourglassHigh size={18} stroke={1.8} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <strong>{t('what', { first: trial.revision, last: trial.last, several: String(trial.last > trial.revision) })}</strong>{' '}
        {secondsLeft > 0
          ? t.rich('left', {
              time: clockFace(secondsLeft),
              timer: (time) => (
                <span role="timer" className={classes.timer}>
                  {time}
                </span>
              ),
            })
          : t('overdue')}{' '}
        <span className={classes.whose}>{trial.own ? t('own') : t('others', { author: trial.author })}</span>{' '}
        <Anchor component={Link} href={differencePath(trial.revertTo, trial.last)} inherit underline="always">
          {t('show')}
        </Anchor>
      </div>
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={() => setAsking(true)} disabled={settle.isPending}>
          {t('takeBack')}
        </Button>
        <Button size="xs" onClick={() => settle.mutate('confirm')} loading={settle.isPending && settle.variables === 'confirm'}>
          {t('confirm')}
        </Button>
      </div>
      {asking && (
        <TakeBackDialog
          trial={trial}
          busy={settle.isPending}
          onConfirm={() => settle.mutate('take-back')}
          onClose={() => setAsking(false)}
        />
      )}
    </aside>
  );
}

/** What a screen reader says: that a trial has begun, that a minute is left, and that its time is over. Not every second. */
function Announcement({ trial }: { readonly trial: OpenTrial }) {
  const t = useTranslations('trial.announce');
  const secondsLeft = useSecondsLeft(trial);
  return t(secondsLeft > 60 ? 'begun' : secondsLeft > 0 ? 'soon' : 'over', { revision: trial.last });
}

/** "4:32". */
function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
