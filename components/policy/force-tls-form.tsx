'use client';

import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, type FormErrors, NO_ERRORS } from '@/components/ui/form-errors';
import { PageHeader } from '@/components/ui/page-header';
import { SaveBar } from '@/components/ui/save-bar';
import { useSavedNote } from '@/components/ui/saved-note';
import { Section } from '@/components/ui/section';
import { useUnsavedChanges } from '@/components/ui/unsaved-changes';
import { useSaveTerms } from '@/components/ui/use-save-terms';
import { callApi } from '@/lib/api/client';
import { forcedTlsSchema } from '@/lib/api/contracts/rules';
import { FORCE_TLS_DIRECTIONS, type ForceTls, type ForceTlsWay, forceTlsSchema, waysOf } from '@/lib/policy/force-tls';
import { type ForceTlsDraft, forceTlsOf, nameOf } from './force-tls-draft';
import { ForceTlsOut } from './force-tls-out';
import { ForceTlsPreview } from './force-tls-preview';
import { FormTrouble } from './form-trouble';
import classes from './rule-editor.module.css';
import { RULES_PATH } from './rules-path';
import { RULES_KEY, rowsQuery } from './rules-query';

/** One form for the rules that force TLS for mail from a domain and to it. */
export function ForceTlsForm({ start }: { readonly start: ForceTlsDraft }) {
  const t = useTranslations('rules.forceTls');
  const editor = useTranslations('rules.editor');
  const errorText = useErrorText();
  const router = useRouter();
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const terms = useSaveTerms();
  const formRef = useRef<HTMLFormElement>(null);
  const list = useQuery(rowsQuery).data?.rows;

  const [draft, setDraft] = useState(start);
  const [attempts, setAttempts] = useState(0);
  const [refused, setRefused] = useState<{ readonly draft: ForceTlsDraft; readonly errors: FormErrors } | null>(null);
  const [left, setLeft] = useState(false);

  const taken = useMemo(() => new Set((list ?? []).map(({ name }) => name.toLowerCase())), [list]);
  const parsed = useMemo(() => forceTlsSchema.safeParse(forceTlsOf(draft, taken)), [draft, taken]);
  const errors = useMemo(() => {
    if (attempts === 0) return NO_ERRORS;
    if (!parsed.success) return errorsOfIssues(parsed.error.issues);
    // What the server refused stands until something is changed.
    return refused?.draft === draft ? refused.errors : NO_ERRORS;
  }, [attempts, parsed, refused, draft]);
  useFocusOnFirstError(formRef, attempts);
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  useUnsavedChanges(dirty && !left);

  const save = useMutation({
    mutationFn: (wish: ForceTls) => callApi('/rules/force-tls', forcedTlsSchema, { method: 'POST', body: { ...wish, ...terms.terms } }),
    onSuccess: async ({ revision }) => {
      note(revision);
      await queryClient.invalidateQueries({ queryKey: RULES_KEY, refetchType: 'none' });
      setLeft(true);
      router.push(RULES_PATH);
    },
    onError: (error) => {
      setRefused({ draft, errors: errorsOfProblem(error) ?? NO_ERRORS });
      setAttempts((now) => now + 1);
    },
  });
  const nameField = (way: ForceTlsWay) => (
    <TextInput
      key={way}
      label={t(`name.${way}`)}
      value={nameOf(draft, way, taken)}
      maxLength={200}
      error={errorText(errors.get(`${way}.name`))}
      onChange={(event) => setDraft({ ...draft, names: { ...draft.names, [way]: event.currentTarget.value } })}
      autoComplete="off"
      spellCheck={false}
      maw="26rem"
      mt="md"
    />
  );

  return (
    <form
      ref={formRef}
      className={classes.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (save.isPending) return;
        setAttempts((now) => now + 1);
        if (parsed.success) save.mutate(parsed.data);
      }}
    >
      <PageHeader back={{ href: RULES_PATH, label: editor('back') }} title={t('title')} description={t('description')} />
      <div className={classes.columns}>
        <div className={classes.fields}>
          <Section title={t('what')}>
            <TextInput
              label={t('domain')}
              description={t('domainHelp')}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              placeholder="partner.example"
              value={draft.domain}
              error={errorText(errors.get('domain'))}
              onChange={(event) => setDraft({ ...draft, domain: event.currentTarget.value })}
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              maw="26rem"
            />
            <Radio.Group
              label={t('direction')}
              value={draft.direction}
              mt="md"
              onChange={(chosen) => {
                const direction = FORCE_TLS_DIRECTIONS.find((one) => one === chosen);
                if (direction !== undefined) setDraft({ ...draft, direction });
              }}
            >
              <div className={classes.choices}>
                {FORCE_TLS_DIRECTIONS.map((direction) => (
                  <Radio
                    key={direction}
                    value={direction}
                    label={t(`directions.${direction}`)}
                    description={t(`directionHelp.${direction}`)}
                  />
                ))}
              </div>
            </Radio.Group>
          </Section>
          {draft.direction !== 'in' && <ForceTlsOut draft={draft} onChange={setDraft} errors={errors} />}
          <Section title={t('rules')}>
            <Checkbox
              label={t('monitor')}
              description={t('monitorHelp')}
              checked={draft.monitor}
              onChange={(event) => setDraft({ ...draft, monitor: event.currentTarget.checked })}
            />
            {waysOf(draft.direction).map(nameField)}
          </Section>
        </div>
        <aside className={classes.aside}>
          <ForceTlsPreview wish={parsed.success ? parsed.data : null} />
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
            {editor('cancel')}
          </Button>
        }
      />
    </form>
  );
}
