'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { PageHeader } from '@/components/ui/page-header';
import { SaveBar } from '@/components/ui/save-bar';
import { useSavedNote } from '@/components/ui/saved-note';
import { TimeAgo } from '@/components/ui/time';
import { TypedConfirmDialog } from '@/components/ui/typed-confirm-dialog';
import { useUnsavedChanges } from '@/components/ui/unsaved-changes';
import { useSaveTerms } from '@/components/ui/use-save-terms';
import type { RuleView } from '@/lib/api/contracts/rules';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';
import type { Rule } from '@/lib/policy/rule';
import { ActionsSection } from './actions-section';
import { ConditionsSection } from './conditions-section';
import { type Conflict, ConflictDialog } from './conflict-dialog';
import { DraftChecks } from './draft-checks';
import { EnforceNow } from './enforce-now';
import { FormTrouble } from './form-trouble';
import { GeneralSection } from './general-section';
import { MoreOptions } from './more-options';
import { opensRelay } from './opens-relay';
import { ReplayPanel } from './replay/replay-panel';
import { draftOf, NEW_RULE, type RuleDraftState, ruleOf } from './rule-draft';
import classes from './rule-editor.module.css';
import { RuleHitsSection } from './rule-hits-section';
import { RulePreview } from './rule-preview';
import { RULES_PATH } from './rules-path';
import { RULES_KEY } from './rules-query';
import { type EditedRule, saveRule } from './save-rule';
import { SimulatorPanel } from './simulator/simulator-panel';

/** The editor of one rule; `view` null makes a new one. */
export function RuleEditor({ view }: { readonly view: RuleView | null }) {
  const t = useTranslations('rules');
  const router = useRouter();
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const terms = useSaveTerms();
  const formRef = useRef<HTMLFormElement>(null);

  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState<RuleDraftState>(() => (view === null ? NEW_RULE : draftOf(view.rule)));
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [refused, setRefused] = useState<{ readonly draft: RuleDraftState; readonly errors: FormErrors } | null>(null);
  const [left, setLeft] = useState(false);
  const [attempts, setAttempts] = useState(0);
  const [toConfirm, setToConfirm] = useState<{ readonly edited: EditedRule } | null>(null);

  const rule = useMemo(() => ruleOf(draft), [draft]);
  const parsed = useMemo(() => ruleDraftSchema.safeParse(rule), [rule]);
  const original = useMemo(() => JSON.stringify(ruleOf(base === null ? NEW_RULE : draftOf(base.rule))), [base]);
  const dirty = JSON.stringify(rule) !== original;
  useUnsavedChanges(dirty && !left);

  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    // What the server refused stands until something is changed.
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);
  useFocusOnFirstError(formRef, attempts);

  const leave = () => {
    setLeft(true);
    router.push(RULES_PATH);
  };
  const save = useMutation({
    mutationFn: ({ edited, valid }: { readonly edited: EditedRule; readonly valid: Omit<Rule, 'id'> }) =>
      saveRule(edited, valid, terms.terms),
    onSuccess: async (outcome) => {
      if (outcome.kind !== 'saved') return setConflict(outcome);
      setConflict(null);
      note(outcome.saved.revision);
      await queryClient.invalidateQueries({ queryKey: RULES_KEY, refetchType: 'none' });
      leave();
    },
    onError: (error) => {
      setConflict(null);
      setRefused({ draft, errors: errorsOfProblem(error, 'rule') ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const submit = (edited: EditedRule) => {
    setAttempts((now) => now + 1);
    if (!parsed.success) return;
    // What was saved before has been confirmed already.
    const isNew = opensRelay(parsed.data) && (base === null || !opensRelay(base.rule));
    if (isNew && toConfirm === null) return setToConfirm({ edited });
    setToConfirm(null);
    save.mutate({ edited, valid: parsed.data });
  };
  const modeSaved = (saved: RuleView) => {
    setBase(saved);
    setDraft((now) => ({ ...now, enabled: true, whenEnabled: saved.rule.mode === 'monitor' ? 'monitor' : 'enforce' }));
  };
  const load = (current: RuleView) => {
    setBase(current);
    setDraft(draftOf(current.rule));
    setAttempts(0);
    setConflict(null);
  };

  return (
    <form
      ref={formRef}
      className={classes.form}
      noValidate
      onKeyDown={keepEnterFromSaving}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!save.isPending) submit(base);
      }}
    >
      <PageHeader
        back={{ href: RULES_PATH, label: t('editor.back') }}
        title={view === null ? t('editor.newTitle') : t('editor.editTitle')}
        {...(base === null
          ? {}
          : { description: t.rich('editor.savedBy', { who: base.changedBy, when: () => <TimeAgo value={base.changedAt} /> }) })}
      />
      <div className={classes.columns}>
        <div className={classes.fields}>
          <GeneralSection draft={draft} onChange={setDraft} errors={errors}>
            {base !== null && <EnforceNow saved={base} onChanged={modeSaved} />}
          </GeneralSection>
          <ConditionsSection draft={draft} onChange={setDraft} errors={errors} />
          <ActionsSection draft={draft} onChange={setDraft} errors={errors} />
          <MoreOptions draft={draft} onChange={setDraft} errors={errors} />
          <SimulatorPanel unsaved={parsed.success ? { id: base?.id ?? null, rule: parsed.data } : null} />
          <ReplayPanel rule={parsed.success ? parsed.data : null} id={base?.id ?? null} />
          {base !== null && <RuleHitsSection id={base.id} />}
        </div>
        <aside className={classes.aside}>
          <RulePreview rule={parsed.success ? parsed.data : null} id={base?.id ?? null} />
          {parsed.success && <DraftChecks rule={parsed.data} id={base?.id ?? null} />}
        </aside>
      </div>
      <SaveBar
        dirty={dirty}
        saving={save.isPending}
        terms={terms}
        note={
          <FormTrouble
            errors={errors}
            failed={save.isError && refused?.draft === draft && refused.errors.size === 0 ? save.error.message : null}
          />
        }
        extra={
          <Button component={Link} href={RULES_PATH} variant="subtle" color="gray">
            {t('editor.cancel')}
          </Button>
        }
      />
      <TypedConfirmDialog
        opened={toConfirm !== null}
        title={t('editor.openRelayTitle')}
        expected={draft.name.trim()}
        confirmLabel={t('editor.openRelayButton')}
        onConfirm={() => toConfirm !== null && submit(toConfirm.edited)}
        onClose={() => setToConfirm(null)}
      >
        {t('editor.openRelay')}
      </TypedConfirmDialog>
      <ConflictDialog
        conflict={conflict}
        busy={save.isPending}
        onKeepEditing={() => setConflict(null)}
        onOverwrite={submit}
        onDiscard={load}
        onSaveAsNew={() => submit(null)}
        onToList={leave}
      />
    </form>
  );
}

/** Enter in a field must not save a half-finished rule; buttons and text areas keep their Enter. */
function keepEnterFromSaving(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}
