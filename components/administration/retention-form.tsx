'use client';

import { Alert, List, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { currentOfConflict } from '@/components/ui/conflict';
import { ConflictAlert } from '@/components/ui/conflict-alert';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, NO_ERRORS } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { AbsoluteTime } from '@/components/ui/time';
import { useUnsavedChanges } from '@/components/ui/unsaved-changes';
import { callApi } from '@/lib/api/client';
import { type Retention, type RetentionView, retentionSchema, retentionViewSchema } from '@/lib/api/contracts/retention';
import classes from './administration.module.css';
import { retentionQuery } from './retention-query';

type Draft = { readonly [Name in keyof Retention]: number | null };

/** The days, and what is lost when they become fewer. */
export function RetentionForm({ view }: { readonly view: RetentionView }) {
  const t = useTranslations('administration.retention');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const formRef = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState<Draft>(view.retention);
  const [attempts, setAttempts] = useState(0);
  const [asking, setAsking] = useState(false);
  useFocusOnFirstError(formRef, attempts);
  const parsed = retentionSchema.safeParse(draft);
  useUnsavedChanges(JSON.stringify(draft) !== JSON.stringify(base.retention));

  const save = useMutation({
    mutationFn: ({ retention, version }: { readonly retention: Retention; readonly version: number }) =>
      callApi('/retention', retentionViewSchema, { method: 'PUT', body: { retention, version } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(retentionQuery.queryKey, saved);
      setBase(saved);
      setDraft(saved.retention);
      setAttempts(0);
      notifications.show({ color: 'seal', message: t('saved'), role: 'status' });
    },
    onSettled: () => setAsking(false),
  });
  const theirs = currentOfConflict(save.error, retentionViewSchema);
  const errors =
    attempts === 0
      ? NO_ERRORS
      : parsed.success
        ? (errorsOfProblem(save.error, 'retention') ?? NO_ERRORS)
        : errorsOfIssues(parsed.error.issues);
  const store = (version: number) => {
    if (parsed.success) save.mutate({ retention: parsed.data, version });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts((now) => now + 1);
    if (!parsed.success || theirs !== null) return;
    const fewer = parsed.data.acceptedDays < base.retention.acceptedDays || parsed.data.refusedDays < base.retention.refusedDays;
    if (fewer) setAsking(true);
    else store(base.version);
  };
  const field = (name: keyof Retention) => (
    <NumberInput
      label={t(name)}
      description={t(`${name}Help`)}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      suffix={` ${t('days')}`}
      value={draft[name] ?? ''}
      error={errorText(errors.get(name))}
      onChange={(typed) => setDraft((now) => ({ ...now, [name]: typed === '' ? null : Number(typed) }))}
      allowNegative={false}
      clampBehavior="none"
      hideControls
    />
  );

  return (
    <Section
      title={t('records')}
      description={
        base.oldest === null ? t('noRecords') : t.rich('oldest', { time: () => <AbsoluteTime value={base.oldest ?? ''} seconds={false} /> })
      }
    >
      <form ref={formRef} className={classes.accountForm} noValidate onSubmit={submit}>
        <Stack gap="md">
          {field('acceptedDays')}
          {field('refusedDays')}
          <List size="sm" c="dimmed" spacing={4}>
            {(['bodies', 'waiting', 'hits', 'background'] as const).map((fact) => (
              <List.Item key={fact}>{t(fact)}</List.Item>
            ))}
          </List>
          {theirs !== null && (
            <ConflictAlert
              busy={save.isPending}
              onOverwrite={() => store(theirs.version)}
              onTakeOver={() => {
                setBase(theirs);
                setDraft(theirs.retention);
                save.reset();
              }}
            >
              {t('theirs', theirs.retention)}
            </ConflictAlert>
          )}
          {save.isError && theirs === null && errors.size === 0 && (
            <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('failed')}>
              {save.error.message}
            </Alert>
          )}
          <SubmitButton loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('save')}
          </SubmitButton>
          {base.changedBy !== null && (
            <Text size="sm" c="dimmed">
              {t.rich('changed', { by: base.changedBy, time: () => <AbsoluteTime value={base.changedAt} seconds={false} /> })}
            </Text>
          )}
        </Stack>
      </form>
      <ConfirmDialog
        opened={asking}
        title={t('fewerTitle')}
        confirmLabel={t('fewerConfirm')}
        busy={save.isPending}
        onConfirm={() => store(base.version)}
        onClose={() => setAsking(false)}
      >
        {parsed.success && t('fewerText', parsed.data)}
      </ConfirmDialog>
    </Section>
  );
}
