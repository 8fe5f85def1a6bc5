'use client';

import { Alert, Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { SubmitButton } from '@/components/ui/submit-button';
import { type PolicyTest, policyTestSchema } from '@/lib/acceptance/policy-test';
import { ApiProblem, callApi } from '@/lib/api/client';
import { savedTestSchema } from '@/lib/api/contracts/policy-tests';
import { DetailsFields } from '../simulator/details-fields';
import { ExampleFields } from '../simulator/example-fields';
import { ResultFields } from '../simulator/result-fields';
import { ExpectationFields } from './expectation-fields';
import { policyTestsQuery } from './policy-tests-query';
import { type TestDraft, testOf } from './test-draft';

export type EditedTest = { readonly id: string; readonly version: number } | null;

interface Props {
  readonly start: TestDraft;
  /** Null makes a new one. */
  readonly edited: EditedTest;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

/** The form of one policy test. */
export function TestEditor({ start, edited, setDirty, cancel, close }: Props) {
  const t = useTranslations('policyTests');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const formRef = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(start);
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: TestDraft; readonly errors: FormErrors } | null>(null);
  const parsed = policyTestSchema.safeParse(testOf(draft));
  const errors =
    attempts === 0
      ? NO_ERRORS
      : !parsed.success
        ? errorsOfIssues(parsed.error.issues)
        : refused?.draft === draft
          ? refused.errors
          : NO_ERRORS;
  useFocusOnFirstError(formRef, attempts);

  const change = (next: TestDraft) => {
    setDraft(next);
    setDirty(JSON.stringify(next) !== JSON.stringify(start));
  };
  const save = useMutation({
    mutationFn: (test: PolicyTest) => send(edited, test),
    onSuccess: async () => {
      notifications.show({ color: 'seal', message: t('saved'), role: 'status' });
      await queryClient.invalidateQueries({ queryKey: policyTestsQuery.queryKey });
      close();
    },
    onError: (error) => {
      setRefused({ draft, errors: errorsOfProblem(error, edited === null ? '' : 'test') ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const failure = save.isError && refused?.draft === draft && refused.errors.size === 0 ? save.error : null;
  const mailFields = {
    draft: draft.mail,
    onChange: (mail: TestDraft['mail']) => change({ ...draft, mail }),
    errors: within(errors, 'mail'),
  };
  return (
    <form
      ref={formRef}
      noValidate
      // In the tree, though not in the markup, the dialog may stand in the form of a rule and in the simulator, which have their own Enter.
      onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        event.stopPropagation();
        setAttempts((now) => now + 1);
        if (parsed.success && !save.isPending) save.mutate(parsed.data);
      }}
    >
      <Stack gap="md">
        {failure !== null && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('failedTitle')}>
            {failure instanceof ApiProblem && (failure.status === 409 || failure.status === 404) ? t('changed') : failure.message}
          </Alert>
        )}
        <TextInput
          label={t('name')}
          description={t('nameHelp')}
          value={draft.name}
          maxLength={200}
          error={errorText(errors.get('name'))}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          autoComplete="off"
          data-autofocus
        />
        <Title order={3} size="h5">
          {t('expectation')}
        </Title>
        <ExpectationFields draft={draft} onChange={change} errors={errors} />
        <Title order={3} size="h5">
          {t('mail')}
        </Title>
        <div>
          <ExampleFields {...mailFields} />
          <DetailsFields {...mailFields} />
          <ResultFields {...mailFields} canLookUp={false} />
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={cancel}>
            {ui('cancel')}
          </Button>
          <SubmitButton loading={save.isPending}>{ui('save')}</SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}

function send(edited: EditedTest, test: PolicyTest) {
  return edited === null
    ? callApi('/policy-tests', savedTestSchema, { method: 'POST', body: test })
    : callApi(`/policy-tests/${edited.id}`, savedTestSchema, { method: 'PUT', body: { test, version: edited.version } });
}

/** The errors of a part of the form. */
function within(errors: FormErrors, part: string): FormErrors {
  return new Map([...errors].flatMap(([path, code]) => (path.startsWith(`${part}.`) ? [[path.slice(part.length + 1), code]] : [])));
}
