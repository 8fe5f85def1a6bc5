'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { useFocusOnFirstError } from './focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from './form-errors';
import { type ItemKind, type ItemView, saveItem } from './save-item';
import { useSavedNote } from './saved-note';
import { useSaveTerms } from './use-save-terms';

/** What an editor in a dialog gets. */
export interface ItemEditorProps<View> {
  /** Null makes a new item. */
  readonly view: View | null;
  readonly setDirty: (dirty: boolean) => void;
  readonly cancel: () => void;
  readonly close: () => void;
}

interface Editor<View extends ItemView, Draft, Item extends object> extends ItemEditorProps<View> {
  readonly kind: ItemKind<View>;
  /** Of what is out of date after a save. */
  readonly queryKey: QueryKey;
  readonly draftOf: (view: View | null) => Draft;
  /** Must not change from one render to the next. */
  readonly parse: (draft: Draft) => z.ZodSafeParseResult<Item>;
}

/** The state of a form for one item of the policy: draft, errors at their fields, conflict with another administrator's save. */
export function useItemEditor<View extends ItemView, Draft, Item extends object>(editor: Editor<View, Draft, Item>) {
  const { view, kind, queryKey, draftOf, parse, setDirty, close, cancel } = editor;
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const terms = useSaveTerms();
  const formRef = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(() => draftOf(view));
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: Draft; readonly errors: FormErrors } | null>(null);
  const [conflict, setConflict] = useState<View | 'deleted' | null>(null);
  const parsed = useMemo(() => parse(draft), [parse, draft]);
  useFocusOnFirstError(formRef, attempts);

  const save = useMutation({
    mutationFn: ({ edited, item }: { readonly edited: ItemView | null; readonly item: Item }) => saveItem(kind, edited, item, terms.terms),
    onSuccess: (outcome) => {
      if (outcome.kind === 'changed-meanwhile') return setConflict(outcome.current);
      if (outcome.kind === 'deleted-meanwhile') return setConflict('deleted');
      note(outcome.saved.revision);
      void queryClient.invalidateQueries({ queryKey });
      close();
    },
    onError: (error, { edited }) => {
      setRefused({ draft, errors: errorsOfProblem(error, edited === null ? '' : kind.bodyKey) ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const submit = (edited: ItemView | null) => {
    setAttempts((now) => now + 1);
    if (parsed.success && !save.isPending) save.mutate({ edited, item: parsed.data });
  };
  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);
  const theirs = conflict === 'deleted' ? null : conflict;

  return {
    formRef,
    base,
    draft,
    change: (next: Draft) => {
      setDraft(next);
      setDirty(JSON.stringify(next) !== JSON.stringify(draftOf(base)));
    },
    errors,
    saving: save.isPending,
    terms,
    cancel,
    /** A refusal that stands at no field. */
    failure: save.isError && errors.size === 0 ? save.error.message : null,
    isDeleted: conflict === 'deleted',
    /** What somebody else has saved meanwhile. */
    theirs,
    /** What was deleted meanwhile is saved anew; what was changed waits for an answer. */
    submit: () => {
      if (theirs === null) submit(conflict === 'deleted' ? null : base);
    },
    overwrite: () => {
      if (theirs === null) return;
      setBase(theirs);
      setConflict(null);
      submit(theirs);
    },
    takeOver: () => {
      if (theirs === null) return;
      setBase(theirs);
      setDraft(draftOf(theirs));
      setConflict(null);
      setDirty(false);
    },
  };
}
