'use client';

import { Checkbox, Radio, TextInput } from '@mantine/core';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import type { RuleDraftState } from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly draft: RuleDraftState;
  readonly onChange: Dispatch<SetStateAction<RuleDraftState>>;
  readonly errors: FormErrors;
  /** Below the choice of the mode. */
  readonly children?: ReactNode;
}

/** Name and mode. */
export function GeneralSection({ draft, onChange, errors, children }: Props) {
  const t = useTranslations('rules');
  const errorText = useErrorText();
  return (
    <Section title={t('editor.general')}>
      <TextInput
        className={classes.name ?? ''}
        label={t('editor.name')}
        placeholder={t('editor.namePlaceholder')}
        value={draft.name}
        maxLength={200}
        error={errorText(errors.get('name'))}
        onChange={(event) => {
          const name = event.currentTarget.value;
          onChange((now) => ({ ...now, name }));
        }}
        autoComplete="off"
        spellCheck={false}
      />
      <Checkbox
        mt="md"
        label={t('editor.enable')}
        checked={draft.enabled}
        onChange={(event) => {
          const enabled = event.currentTarget.checked;
          onChange((now) => ({ ...now, enabled }));
        }}
      />
      {draft.enabled && (
        <Radio.Group
          className={classes.mode ?? ''}
          aria-label={t('editor.mode')}
          value={draft.whenEnabled}
          onChange={(mode) => onChange((now) => ({ ...now, whenEnabled: mode === 'monitor' ? 'monitor' : 'enforce' }))}
        >
          <div className={classes.choices}>
            <Radio value="enforce" label={t('modes.enforce')} description={t('editor.enforceHelp')} />
            <Radio value="monitor" label={t('modes.monitor')} description={t('editor.monitorHelp')} />
          </div>
        </Radio.Group>
      )}
      {children}
    </Section>
  );
}
