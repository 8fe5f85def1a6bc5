'use client';

import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictAlert } from '@/components/ui/conflict-alert';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { Notice } from '@/components/ui/notice';
import { draftOfTarget, NEW_TARGET, type RelayTargetDraft, targetOf } from '@/components/ui/relay-target-draft';
import { RelayTargetFields } from '@/components/ui/relay-target-fields';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import { SaveTermsButton } from '@/components/ui/save-terms-button';
import { useSavedNote } from '@/components/ui/saved-note';
import { useSaveTerms } from '@/components/ui/use-save-terms';
import type { LocalDomainView } from '@/lib/api/contracts/domains';
import { type LocalDomainDraft, localDomainDraftSchema } from '@/lib/policy/local-domain';
import { DomainTarget } from './domain-target';
import { DOMAINS_KEY } from './domains-query';
import { type EditedDomain, saveDomain } from './save-domain';

interface Draft {
  readonly domain: string;
  readonly deliverTo: RelayTargetDraft;
}

interface Props {
  /** Null adds a new domain. */
  readonly view: LocalDomainView | null;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

function draftOf(view: LocalDomainView | null): Draft {
  return view === null ? { domain: '', deliverTo: NEW_TARGET } : { domain: view.domain, deliverTo: draftOfTarget(view.deliverTo) };
}

/** The form of one local domain. */
export function DomainEditor({ view, setDirty, cancel, close }: Props) {
  const t = useTranslations('domains');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const terms = useSaveTerms();
  const formRef = useRef<HTMLFormElement>(null);
  const defaultCheck = useQuery(routingSettingsQuery).data?.settings.defaultCertificateCheck ?? null;

  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(() => draftOf(view));
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: Draft; readonly errors: FormErrors } | null>(null);
  const [conflict, setConflict] = useState<LocalDomainView | 'deleted' | null>(null);

  const parsed = useMemo(() => localDomainDraftSchema.safeParse({ domain: draft.domain, deliverTo: targetOf(draft.deliverTo) }), [draft]);
  useFocusOnFirstError(formRef, attempts);

  const change = (next: Draft) => {
    setDraft(next);
    setDirty(JSON.stringify(next) !== JSON.stringify(draftOf(base)));
  };
  const save = useMutation({
    mutationFn: ({ edited, domain }: { readonly edited: EditedDomain; readonly domain: LocalDomainDraft }) =>
      saveDomain(edited, domain, terms.terms),
    onSuccess: (outcome) => {
      if (outcome.kind === 'changed-meanwhile') return setConflict(outcome.current);
      if (outcome.kind === 'deleted-meanwhile') return setConflict('deleted');
      note(outcome.saved.revision);
      void queryClient.invalidateQueries({ queryKey: DOMAINS_KEY });
      close();
    },
    onError: (error) => {
      setRefused({ draft, errors: errorsOfProblem(error, base === null ? '' : 'domain') ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const submit = (edited: EditedDomain) => {
    setAttempts((now) => now + 1);
    if (parsed.success) save.mutate({ edited, domain: parsed.data });
  };

  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);

  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!save.isPending && conflict === null) submit(base);
        else if (conflict === 'deleted') submit(null);
      }}
    >
      <Stack gap="lg">
        {conflict === 'deleted' && <Notice tone="warning">{t('deletedMeanwhile')}</Notice>}
        {conflict !== null && conflict !== 'deleted' && (
          <ConflictAlert
            busy={save.isPending}
            onOverwrite={() => {
              setBase(conflict);
              setConflict(null);
              submit(conflict);
            }}
            onTakeOver={() => {
              setBase(conflict);
              setDraft(draftOf(conflict));
              setConflict(null);
              setDirty(false);
            }}
          >
            <strong>{conflict.domain}</strong>: <DomainTarget target={conflict.deliverTo} />
          </ConflictAlert>
        )}
        <TextInput
          label={t('domain')}
          description={t('domainHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          placeholder={t('domainPlaceholder')}
          value={draft.domain}
          error={errorText(errors.get('domain'))}
          onChange={(event) => change({ ...draft, domain: event.currentTarget.value })}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-autofocus
        />
        <section aria-label={t('deliverToTitle')}>
          <Title order={3}>{t('deliverToTitle')}</Title>
          <Text size="sm" c="dimmed" mb="md">
            {t('deliverToText')}
          </Text>
          <RelayTargetFields
            value={draft.deliverTo}
            onChange={(deliverTo) => change({ ...draft, deliverTo })}
            errors={errors}
            path="deliverTo"
            defaultCheck={defaultCheck}
          />
        </section>
        {save.isError && errors.size === 0 && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('saveFailed')}>
            {save.error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={cancel}>
            {ui('cancel')}
          </Button>
          <SaveTermsButton form={terms} />
          <Button type="submit" loading={save.isPending} disabled={conflict !== null && conflict !== 'deleted'}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
