'use client';

import { Alert, Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConflictAlert } from '@/components/ui/conflict-alert';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { NAMED_LISTS_KEY } from '@/components/ui/named-lists-query';
import { Notice } from '@/components/ui/notice';
import { useSavedNote } from '@/components/ui/saved-note';
import type { NamedListView } from '@/lib/api/contracts/named-lists';
import { LIST_KINDS, type ListKind, type NamedListDraft, namedListDraftSchema, readListText } from '@/lib/policy/named-list';
import { EntriesField } from './entries-field';
import { type EditedList, saveNamedList } from './save-named-list';

interface Draft {
  readonly name: string;
  readonly kind: ListKind;
  readonly text: string;
  readonly comment: string;
}

interface Props {
  /** Null makes a new list. */
  readonly view: NamedListView | null;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

function draftOf(view: NamedListView | null): Draft {
  if (view === null) return { name: '', kind: 'domains', text: '', comment: '' };
  const { name, kind, entries, comment } = view.list;
  return { name, kind, text: entries.join('\n'), comment };
}

/** The form of one named list. */
export function ListEditor({ view, setDirty, cancel, close }: Props) {
  const t = useTranslations('namedLists');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const formRef = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(() => draftOf(view));
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: Draft; readonly errors: FormErrors } | null>(null);
  const [conflict, setConflict] = useState<NamedListView | 'deleted' | null>(null);

  const { kind, text } = draft;
  const read = useMemo(() => readListText(kind, text), [kind, text]);
  const parsed = useMemo(() => namedListDraftSchema.safeParse({ ...draft, entries: read.entries }), [draft, read]);
  const isUsed = base !== null && base.usedBy.length > 0;
  useFocusOnFirstError(formRef, attempts);

  const change = (next: Draft) => {
    setDraft(next);
    setDirty(JSON.stringify(next) !== JSON.stringify(draftOf(base)));
  };
  const save = useMutation({
    mutationFn: ({ edited, list }: { readonly edited: EditedList; readonly list: NamedListDraft }) => saveNamedList(edited, list),
    onSuccess: (outcome) => {
      if (outcome.kind === 'changed-meanwhile') return setConflict(outcome.current);
      if (outcome.kind === 'deleted-meanwhile') return setConflict('deleted');
      note(outcome.saved.revision);
      void queryClient.invalidateQueries({ queryKey: NAMED_LISTS_KEY });
      close();
    },
    onError: (error) => {
      setRefused({ draft, errors: errorsOfProblem(error, base === null ? '' : 'list') ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const submit = (edited: EditedList) => {
    setAttempts((now) => now + 1);
    if (parsed.success && read.wrong.length === 0) save.mutate({ edited, list: parsed.data });
  };

  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);
  const isDeleted = conflict === 'deleted';

  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!save.isPending && (conflict === null || isDeleted)) submit(isDeleted ? null : base);
      }}
    >
      <Stack gap="md">
        {isDeleted && <Notice tone="warning">{t('deletedMeanwhile')}</Notice>}
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
            {t('conflictCount', { name: conflict.list.name, count: conflict.list.entries.length })}
          </ConflictAlert>
        )}
        <TextInput
          label={t('name')}
          description={isUsed ? t('nameFixed') : t('nameHelp')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={draft.name}
          readOnly={isUsed}
          error={errorText(errors.get('name'))}
          onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
          data-autofocus
        />
        <NativeSelect
          label={t('kind')}
          disabled={isUsed}
          value={kind}
          data={LIST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(event) => {
            const chosen = LIST_KINDS.find((value) => value === event.currentTarget.value);
            if (chosen !== undefined) change({ ...draft, kind: chosen });
          }}
        />
        <EntriesField
          kind={kind}
          text={text}
          read={read}
          onChange={(changed) => change({ ...draft, text: changed })}
          error={errorText(errors.get('entries'))}
          fileName={draft.name}
        />
        <Textarea
          label={`${t('comment')} (${ui('optional')})`}
          autosize
          minRows={1}
          value={draft.comment}
          error={errorText(errors.get('comment'))}
          onChange={(event) => change({ ...draft, comment: event.currentTarget.value })}
        />
        {save.isError && errors.size === 0 && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />} title={t('saveFailed')}>
            {save.error.message}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={cancel}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={(conflict !== null && !isDeleted) || read.wrong.length > 0}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
