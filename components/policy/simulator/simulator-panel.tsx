'use client';

import { Button } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Section } from '@/components/ui/section';
import { NEW_EXAMPLE } from './example-draft';
import { SimulatorForm, type UnsavedRule } from './simulator-form';

/** The simulator beside a rule that is being written: closed until it is wanted. */
export function SimulatorPanel({ unsaved }: { readonly unsaved: UnsavedRule | null }) {
  const t = useTranslations('simulator');
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('panelTitle')} description={t('panelDescription')}>
      {open ? (
        <SimulatorForm start={NEW_EXAMPLE} unsaved={unsaved && asEnforced(unsaved)} />
      ) : (
        <Button type="button" variant="default" leftSection={<IconMailQuestion size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('open')}
        </Button>
      )}
    </Section>
  );
}

/** As in a replay: whoever only monitors the rule, or has not enabled it yet, wants to know what it will do. */
function asEnforced({ id, rule }: UnsavedRule): UnsavedRule {
  return { id, rule: { ...rule, mode: 'enforce' } };
}
