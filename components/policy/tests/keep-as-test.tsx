'use client';

import { Button } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { EditorDialog } from '@/components/ui/editor-dialog';
import type { SimulatedRecipientView } from '@/lib/api/contracts/simulations';
import type { ExampleDraft } from '../simulator/example-draft';
import { draftOfTest } from './test-draft';
import { TestEditor } from './test-editor';
import { useTestName } from './use-test-name';

interface Props {
  readonly mail: ExampleDraft;
  readonly recipient: SimulatedRecipientView;
}

/** Keeps what becomes of one recipient of a simulated mail as a policy test. Nothing where nobody can tell what becomes of it. */
export function KeepAsTest({ mail, recipient: { address, expectation } }: Props) {
  const t = useTranslations('policyTests');
  const nameOf = useTestName();
  const [opened, setOpened] = useState(false);
  if (expectation === null) return null;
  const own = { ...mail, recipients: [address] };
  return (
    <>
      <Button
        type="button"
        size="compact-sm"
        variant="subtle"
        leftSection={<IconShieldCheck size={15} aria-hidden />}
        aria-label={t('keepOf', { address })}
        onClick={() => setOpened(true)}
      >
        {t('keep')}
      </Button>
      <EditorDialog opened={opened} title={t('keepTitle')} onClose={() => setOpened(false)}>
        {(form) => <TestEditor {...form} edited={null} start={draftOfTest(nameOf(own, expectation.fate), own, expectation)} />}
      </EditorDialog>
    </>
  );
}
