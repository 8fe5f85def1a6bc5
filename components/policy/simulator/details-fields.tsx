'use client';

import { Checkbox, Collapse, NativeSelect, NumberInput, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { DurationInput } from '@/components/ui/duration-input';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { SizeInput } from '@/components/ui/size-input';
import { CertificateFields } from './certificate-fields';
import type { CountName, ExampleDraft, TextName } from './example-draft';
import classes from './simulator.module.css';

interface Props {
  readonly draft: ExampleDraft;
  readonly onChange: (draft: ExampleDraft) => void;
  readonly errors: FormErrors;
}

const LISTENERS = ['', 'smtp', 'smtps', 'submission'] as const;
const DECLARED = ['as-size', 'nothing', 'other'] as const;

/** What an administrator seldom needs: it is as with an ordinary client until it is opened and changed. */
export function DetailsFields({ draft, onChange, errors }: Props) {
  const t = useTranslations('simulator.details');
  const errorText = useErrorText();
  const id = useId();
  const [wanted, setWanted] = useState(false);
  const { details } = draft;
  const set = (changed: Partial<ExampleDraft['details']>) => onChange({ ...draft, details: { ...details, ...changed } });
  const error = (name: keyof ExampleDraft['details']) => errorText(errorAt(errors, `details.${name}`));
  const open = wanted || [...errors.keys()].some((path) => path.startsWith('details.'));
  const declares = details.declaredSize === 'as-size' ? 'as-size' : details.declaredSize === null ? 'nothing' : 'other';

  const text = (name: TextName) => (
    <TextInput
      label={t(name)}
      value={details[name]}
      error={error(name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      autoComplete="off"
      spellCheck={false}
    />
  );
  const count = (name: CountName) => (
    <NumberInput
      label={t(name)}
      value={details[name] ?? ''}
      error={error(name)}
      onChange={(typed) => set({ [name]: typeof typed === 'number' ? typed : null })}
      allowDecimal={false}
      allowNegative={false}
      hideControls
    />
  );
  return (
    <>
      <UnstyledButton className={classes.disclosure ?? ''} aria-expanded={open} aria-controls={id} onClick={() => setWanted(!open)}>
        <IconChevronRight size={15} stroke={1.9} aria-hidden />
        <span className={classes.hint}>{t('title')}</span>
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        {open && (
          <div className={classes.details}>
            <CertificateFields draft={draft} set={set} error={error} />
            {text('ehloName')}
            <NativeSelect
              label={t('listener')}
              value={details.listener}
              onChange={(event) => set({ listener: event.currentTarget.value })}
              data={LISTENERS.map((value) => ({ value, label: value === '' ? t('usualListener') : value }))}
            />
            {text('localIp')}
            {count('localPort')}
            {count('messages')}
            <SizeInput label={t('bytes')} value={details.bytes} error={error('bytes')} onChange={(bytes) => set({ bytes })} />
            <NativeSelect
              label={t('declaredSize')}
              value={declares}
              onChange={(event) => {
                const chosen = DECLARED.find((one) => one === event.currentTarget.value);
                if (chosen !== undefined)
                  set({ declaredSize: chosen === 'other' ? (draft.size ?? 0) : chosen === 'nothing' ? null : chosen });
              }}
              data={DECLARED.map((value) => ({ value, label: t(`declares.${value}`) }))}
            />
            {typeof details.declaredSize === 'number' && (
              <SizeInput
                label={t('declaredOctets')}
                value={details.declaredSize}
                error={error('declaredSize')}
                onChange={(declaredSize) => set({ declaredSize: declaredSize ?? 0 })}
              />
            )}
            <DurationInput
              label={t('waited')}
              description={t('waitedHelp')}
              value={details.waited}
              error={error('waited')}
              onChange={(waited) => set({ waited })}
            />
            {count('receivedHeaders')}
            {count('attempt')}
            <DurationInput label={t('age')} value={details.age} error={error('age')} onChange={(age) => set({ age })} />
            <Textarea
              className={classes.headers ?? ''}
              classNames={{ input: classes.headersText ?? '' }}
              label={t('headers')}
              description={t('headersHelp')}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              placeholder={'From: Example <name@example.com>\nSubject: Hello'}
              value={details.headers}
              error={error('headers')}
              onChange={(event) => set({ headers: event.currentTarget.value })}
              autosize
              minRows={3}
              maxRows={12}
              spellCheck={false}
            />
            <div className={classes.checks}>
              <Checkbox label={t('esmtp')} checked={details.esmtp} onChange={(event) => set({ esmtp: event.currentTarget.checked })} />
              <Checkbox
                label={t('lastErrorWasTls')}
                checked={details.lastErrorWasTls}
                onChange={(event) => set({ lastErrorWasTls: event.currentTarget.checked })}
              />
            </div>
          </div>
        )}
      </Collapse>
    </>
  );
}
