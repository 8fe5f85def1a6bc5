'use client';

import { Checkbox, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { trialQuery } from './trial-query';
import { type SaveTermsForm, TRIAL_MINUTES } from './use-save-terms';

/** Escape is for the popover around these fields, not for a dialog around that. */
const OWN_ESCAPE = { 'data-mantine-stop-propagation': true };

/** A note for the revision, and the wish to have it taken back unless somebody confirms it. */
export function SaveTermsFields({ form: { draft, change } }: { readonly form: SaveTermsForm }) {
  const t = useTranslations('trial.terms');
  const trial = useQuery(trialQuery).data?.trial ?? null;
  return (
    <Stack gap="md">
      <Textarea
        label={t('note')}
        description={t('noteHelp')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        placeholder={t('notePlaceholder')}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
        maxLength={500}
        autosize
        minRows={2}
        maxRows={5}
        {...OWN_ESCAPE}
      />
      <Checkbox
        label={t('trial')}
        description={t('trialHelp')}
        checked={draft.trial}
        onChange={(event) => change({ trial: event.currentTarget.checked })}
        {...OWN_ESCAPE}
      />
      {draft.trial && (
        <NativeSelect
          label={t('minutes')}
          data={TRIAL_MINUTES.map((minutes) => ({ value: String(minutes), label: t('minutesCount', { minutes }) }))}
          value={draft.minutes}
          onChange={(event) => {
            const minutes = TRIAL_MINUTES.find((one) => String(one) === event.currentTarget.value);
            if (minutes !== undefined) change({ minutes });
          }}
          {...OWN_ESCAPE}
        />
      )}
      {trial?.own === true && (
        <Text size="sm" c="dimmed">
          {t('covered', { revision: trial.last })}
        </Text>
      )}
    </Stack>
  );
}
