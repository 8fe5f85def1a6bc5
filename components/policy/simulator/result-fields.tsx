'use client';

import { Checkbox, NativeSelect, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { EntryListInput } from '@/components/ui/entry-list-input';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { toDomain } from '@/lib/mail/domain';
import { DKIM_RESULTS, DMARC_RESULTS, REVERSE_DNS_RESULTS, SPF_RESULTS } from '@/lib/policy/facts';
import type { ExampleDraft } from './example-draft';
import classes from './simulator.module.css';

interface Props {
  readonly draft: ExampleDraft;
  readonly onChange: (draft: ExampleDraft) => void;
  readonly errors: FormErrors;
  /** False where nothing can be asked for, as in a test, which says the same at each time. */
  readonly canLookUp?: boolean;
}

/** What the DNS says of the mail: asked for, or entered by hand. Who has signed it is always entered, since there is no message. */
export function ResultFields({ draft, onChange, errors, canLookUp = true }: Props) {
  const t = useTranslations('simulator.results');
  const errorText = useErrorText();
  const id = useId();
  const { results } = draft;
  const lookUp = canLookUp && draft.lookUp;
  const set = (changed: Partial<ExampleDraft['results']>) => onChange({ ...draft, results: { ...results, ...changed } });
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id} className={classes.heading ?? ''}>
        {t('title')}
      </Title>
      {canLookUp && (
        <Checkbox
          label={t('lookUp')}
          description={t('lookUpHelp')}
          checked={lookUp}
          onChange={(event) => onChange({ ...draft, lookUp: event.currentTarget.checked })}
          mb="md"
        />
      )}
      <div className={classes.fields}>
        {!lookUp && (
          <>
            <Choice
              label={t('reverseDns')}
              values={REVERSE_DNS_RESULTS}
              nameOf={(value) => t(`reverseDnsResults.${value}`)}
              value={results.reverseDns}
              onChange={(reverseDns) => set({ reverseDns })}
            />
            <TextInput
              label={t('hostName')}
              value={results.hostName}
              disabled={results.reverseDns !== 'pass'}
              error={errorText(errors.get('results.hostName'))}
              onChange={(event) => set({ hostName: event.currentTarget.value })}
              autoComplete="off"
              spellCheck={false}
            />
            <EntryListInput
              label={t('listedIn')}
              placeholder={t('listedInPlaceholder')}
              value={results.listedIn}
              onChange={(listedIn) => set({ listedIn: [...listedIn] })}
              canonical={toDomain}
              invalidReason={errorText('domain.invalid') ?? ''}
              error={errorText(errorAt(errors, 'results.listedIn'))}
            />
            <Choice label={t('spf')} values={SPF_RESULTS} value={results.spf} onChange={(spf) => set({ spf })} />
          </>
        )}
        <Choice label={t('dkim')} values={DKIM_RESULTS} value={results.dkim} onChange={(dkim) => set({ dkim })} />
        <Choice label={t('dmarc')} values={DMARC_RESULTS} value={results.dmarc} onChange={(dmarc) => set({ dmarc })} />
      </div>
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly nameOf?: (value: Value) => string;
}

function Choice<Value extends string>({ label, values, value, onChange, nameOf = (one) => one }: ChoiceProps<Value>) {
  return (
    <NativeSelect
      label={label}
      value={value}
      data={values.map((one) => ({ value: one, label: nameOf(one) }))}
      onChange={(event) => {
        const chosen = values.find((one) => one === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
