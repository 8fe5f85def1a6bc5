'use client';

import { Alert, Button, NativeSelect, Progress, Text } from '@mantine/core';
import { IconAlertCircle, IconHistory, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import { REPLAY_DAYS, type ReplayReport, type ReplayRequest } from '@/lib/api/contracts/replays';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import classes from './replay.module.css';
import { ReplayResult } from './replay-result';
import { type ReplayState, useReplay } from './use-replay';

interface Props {
  /** The rule as parsed; null while something is missing. */
  readonly rule: RuleDraft | null;
  /** Id of the rule that is being changed; null for a new one, which will be the last of the list. */
  readonly id: string | null;
}

/** What the rule, as it stands in the editor, would have done to the mail of the last days. */
export function ReplayPanel({ rule, id }: Props) {
  const t = useTranslations('replay');
  const { state, start, stop } = useReplay();
  const [days, setDays] = useState<ReplayRequest['days']>(7);
  const [what, setWhat] = useState<'rule' | 'delete'>('rule');
  const draft = draftOf(what, rule, id);
  const isRunning = state.status === 'running';
  return (
    <Section title={t('title')} description={t('description')}>
      <div className={classes.controls}>
        {id !== null && (
          <NativeSelect
            label={t('what')}
            value={what}
            disabled={isRunning}
            onChange={(event) => setWhat(event.currentTarget.value === 'delete' ? 'delete' : 'rule')}
            data={(['rule', 'delete'] as const).map((value) => ({ value, label: t(`whats.${value}`) }))}
          />
        )}
        <NativeSelect
          label={t('days')}
          value={String(days)}
          disabled={isRunning}
          onChange={(event) => setDays(REPLAY_DAYS.find((each) => String(each) === event.currentTarget.value) ?? 7)}
          data={REPLAY_DAYS.map((each) => ({ value: String(each), label: t('daysOf', { days: each }) }))}
        />
        {isRunning ? (
          <Button type="button" variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={stop}>
            {t('stop')}
          </Button>
        ) : (
          <Button
            type="button"
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden />}
            disabled={draft === null}
            onClick={() => draft !== null && void start({ days, draft })}
          >
            {t('start')}
          </Button>
        )}
      </div>
      {draft === null && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('incomplete')}
        </Text>
      )}
      <Outcome state={state} isStale={state.status !== 'idle' && JSON.stringify(state.asked.draft) !== JSON.stringify(draft)} />
    </Section>
  );
}

/** A rule is judged as if it were enforced: whoever only monitors it, or has not enabled it yet, wants to know what it will do. */
function draftOf(what: 'rule' | 'delete', rule: RuleDraft | null, id: string | null): ReplayRequest['draft'] | null {
  if (what === 'delete' && id !== null) return { kind: 'delete', id };
  return rule === null ? null : { kind: 'rule', id, rule: { ...rule, mode: 'enforce' }, before: null };
}

function Outcome({ state, isStale }: { readonly state: ReplayState; readonly isStale: boolean }) {
  const t = useTranslations('replay');
  if (state.status === 'idle') return null;
  const { status, report, reason } = state;
  return (
    <div className={classes.outcome}>
      {status === 'running' && <Running report={report} />}
      {status === 'failed' && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('failed')}>
          {reason}
        </Alert>
      )}
      {status === 'stopped' && report !== null && (
        <Text size="sm" role="status">
          {t('stopped', { judged: report.judged, total: report.total })}
        </Text>
      )}
      {isStale && status !== 'running' && (
        <Text size="sm" c="dimmed">
          {t('stale')}
        </Text>
      )}
      {report !== null && <ReplayResult report={report} />}
    </div>
  );
}

function Running({ report }: { readonly report: ReplayReport | null }) {
  const t = useTranslations('replay');
  const { judged, total } = report ?? { judged: 0, total: 0 };
  return (
    <div>
      <Progress value={total === 0 ? 0 : (100 * judged) / total} aria-label={t('running')} animated />
      <Text size="sm" c="dimmed" mt={6} className={classes.figures ?? ''}>
        {t('progress', { judged, total })}
      </Text>
    </div>
  );
}
