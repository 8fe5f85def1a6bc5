'use client';

import { Alert } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import classes from './rule-editor.module.css';

/** In the save bar: that, and how much, stands in the way of saving. Errors that belong to no field stand here themselves. */
export function FormTrouble({ errors, failed }: { readonly errors: FormErrors; readonly failed: string | null }) {
  const t = useTranslations('ui');
  const errorText = useErrorText();
  if (failed === null && errors.size === 0) return null;
  const homeless = errorText(errors.get(''));
  return (
    <Alert className={classes.trouble ?? ''} color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
      {failed === null ? `${t('errorSummary', { count: errors.size })} ${homeless ?? ''}` : `${t('saveFailed')}: ${failed}`}
    </Alert>
  );
}
