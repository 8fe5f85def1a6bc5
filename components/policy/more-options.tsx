'use client';

import { Checkbox, Collapse, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type Dispatch, type SetStateAction, useId, useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { instantOf, localTimeOf } from '@/components/ui/local-time';
import type { RuleDraftState } from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly draft: RuleDraftState;
  readonly onChange: Dispatch<SetStateAction<RuleDraftState>>;
  readonly errors: FormErrors;
}

const FIELDS = ['comment', 'stop', 'activeFrom', 'activeUntil'] as const;

/** What few rules need. Open from the start when the rule uses some of it, and when an error stands in it. */
export function MoreOptions({ draft, onChange, errors }: Props) {
  const t = useTranslations('rules.editor');
  const errorText = useErrorText();
  const timeZone = useTimeZone() ?? 'UTC';
  const bodyId = useId();
  const [wanted, setWanted] = useState(draft.stop || draft.comment !== '' || draft.activeFrom !== null || draft.activeUntil !== null);
  const open = wanted || FIELDS.some((field) => errors.has(field));

  const timeField = (field: 'activeFrom' | 'activeUntil') => (
    <TextInput
      type="datetime-local"
      label={t(field)}
      value={localTimeOf(draft[field])}
      error={errorText(errors.get(field))}
      onChange={(event) => {
        const instant = instantOf(event.currentTarget.value);
        onChange((now) => ({ ...now, [field]: instant }));
      }}
    />
  );

  return (
    <div className={classes.more}>
      <UnstyledButton className={classes.moreButton ?? ''} aria-expanded={open} aria-controls={bodyId} onClick={() => setWanted(!open)}>
        <IconChevronRight size={16} aria-hidden />
        {t('more')}
      </UnstyledButton>
      <Collapse expanded={open} id={bodyId}>
        <div className={classes.moreBody}>
          <Checkbox
            label={t('stop')}
            description={t('stopHelp')}
            checked={draft.stop}
            onChange={(event) => {
              const stop = event.currentTarget.checked;
              onChange((now) => ({ ...now, stop }));
            }}
          />
          <div>
            <div className={classes.times}>
              {timeField('activeFrom')}
              {timeField('activeUntil')}
            </div>
            <Text size="xs" c="dimmed" mt={6}>
              {t('activeHelp', { timeZone })}
            </Text>
          </div>
          <Textarea
            label={t('comment')}
            description={t('commentHelp')}
            autosize
            minRows={2}
            value={draft.comment}
            error={errorText(errors.get('comment'))}
            onChange={(event) => {
              const comment = event.currentTarget.value;
              onChange((now) => ({ ...now, comment }));
            }}
          />
        </div>
      </Collapse>
    </div>
  );
}
