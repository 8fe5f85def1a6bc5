'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { useSavedNote } from '@/components/ui/saved-note';
import { useUnsavedChanges } from '@/components/ui/unsaved-changes';
import { useSaveTerms } from '@/components/ui/use-save-terms';
import { saveSettings } from './save-settings';

interface SettingsView<Settings> {
  readonly version: string;
  readonly settings: Settings;
}

interface Page<Settings, Draft> {
  readonly path: string;
  readonly queryKey: QueryKey;
  readonly view: SettingsView<Settings>;
  readonly viewContract: z.ZodType<SettingsView<Settings>>;
  readonly schema: z.ZodType<Settings>;
  readonly draftOf: (settings: Settings) => Draft;
  /** What the draft says, still to be parsed by `schema`. */
  readonly settingsOf: (draft: Draft) => unknown;
  /** Asks before a dangerous change; without it everything valid is saved at once. */
  readonly confirm?: (settings: Settings, save: () => void) => void;
}

/** The state of a form for one page of settings: draft, errors at their fields, conflict with another administrator's save. */
export function useSettingsForm<Settings, Draft>(page: Page<Settings, Draft>) {
  const { path, queryKey, view, viewContract, schema, draftOf, settingsOf, confirm = (_, save) => save() } = page;
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const terms = useSaveTerms();
  const formRef = useRef<HTMLFormElement>(null);
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(() => draftOf(view.settings));
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: Draft; readonly errors: FormErrors } | null>(null);
  const [conflict, setConflict] = useState<SettingsView<Settings> | null>(null);

  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(base.settings));
  // What another administrator has saved is shown as long as nothing is typed here.
  if (!dirty && view.version !== base.version) {
    setBase(view);
    setDraft(draftOf(view.settings));
  }
  useUnsavedChanges(dirty);
  useFocusOnFirstError(formRef, attempts);
  const parsed = useMemo(() => schema.safeParse(settingsOf(draft)), [schema, settingsOf, draft]);

  const load = (next: SettingsView<Settings>) => {
    setBase(next);
    setDraft(draftOf(next.settings));
    setConflict(null);
    setAttempts(0);
    queryClient.setQueryData(queryKey, next);
  };
  const save = useMutation({
    mutationFn: (next: SettingsView<Settings>) => saveSettings(path, viewContract, next, terms.terms),
    onSuccess: (outcome, { settings }) => {
      if (outcome.kind === 'changed-meanwhile') return setConflict(outcome.current);
      load({ version: outcome.saved.version, settings });
      note(outcome.saved.revision);
      terms.reset();
      void queryClient.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      setRefused({ draft, errors: errorsOfProblem(error, 'settings') ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const submit = (version = base.version) => {
    setAttempts((now) => now + 1);
    if (!parsed.success || save.isPending) return;
    const settings = parsed.data;
    confirm(settings, () => save.mutate({ version, settings }));
  };
  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);

  return {
    formRef,
    draft,
    change: (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes })),
    errors,
    dirty,
    saving: save.isPending,
    terms,
    /** A refusal that stands at no field. */
    failure: save.isError && errors.size === 0 ? save.error.message : null,
    saved: base.settings,
    conflict,
    submit: () => submit(),
    discard: () => load(base),
    overwrite: () => {
      if (conflict === null) return;
      setBase(conflict);
      setConflict(null);
      submit(conflict.version);
    },
    takeOver: () => {
      if (conflict !== null) load(conflict);
    },
  };
}
