'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { EntryListInput } from '@/components/ui/entry-list-input';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { instantOf, localTimeOf } from '@/components/ui/local-time';
import { SizeInput } from '@/components/ui/size-input';
import { toAddress } from '@/lib/mail/address';
import type { ExampleDraft } from './example-draft';
import classes from './simulator.module.css';

interface Props {
  readonly draft: ExampleDraft;
  readonly onChange: (draft: ExampleDraft) => void;
  readonly errors: FormErrors;
}

const ENCRYPTIONS = ['none', 'starttls', 'implicit'] as const;

/** The mail that is imagined. */
export function ExampleFields({ draft, onChange, errors }: Props) {
  const t = useTranslations('simulator');
  const errorText = useErrorText();
  const order: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('sender')}
        description={t('senderHelp')}
        inputWrapperOrder={order}
        value={draft.sender}
        error={errorText(errors.get('sender'))}
        onChange={(event) => onChange({ ...draft, sender: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <EntryListInput
        label={t('recipients')}
        placeholder={t('recipientsPlaceholder')}
        value={draft.recipients}
        onChange={(recipients) => onChange({ ...draft, recipients })}
        canonical={toAddress}
        invalidReason={errorText('address.invalid') ?? ''}
        error={errorText(errorAt(errors, 'recipients'))}
      />
      <TextInput
        label={t('client')}
        value={draft.client}
        error={errorText(errors.get('client'))}
        onChange={(event) => onChange({ ...draft, client: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <NativeSelect
        label={t('encryption')}
        value={draft.encryption}
        onChange={(event) => {
          const encryption = ENCRYPTIONS.find((one) => one === event.currentTarget.value);
          if (encryption !== undefined) onChange({ ...draft, encryption });
        }}
        data={ENCRYPTIONS.map((value) => ({ value, label: t(`encryptions.${value}`) }))}
      />
      <TextInput
        label={t('user')}
        description={t('userHelp')}
        inputWrapperOrder={order}
        value={draft.user}
        error={errorText(errors.get('user'))}
        onChange={(event) => onChange({ ...draft, user: event.currentTarget.value })}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        type="datetime-local"
        label={t('time')}
        description={t('timeHelp')}
        inputWrapperOrder={order}
        value={localTimeOf(draft.time)}
        error={errorText(errors.get('time'))}
        onChange={(event) => onChange({ ...draft, time: instantOf(event.currentTarget.value) })}
      />
      <SizeInput
        label={t('size')}
        value={draft.size}
        error={errorText(errors.get('size'))}
        onChange={(size) => onChange({ ...draft, size })}
      />
    </div>
  );
}
