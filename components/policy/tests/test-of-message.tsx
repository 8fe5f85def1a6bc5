'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Notice } from '@/components/ui/notice';
import { FormSkeleton } from '@/components/ui/skeletons';
import { callApi } from '@/lib/api/client';
import { messageDetailSchema } from '@/lib/api/contracts/mail';
import { simulationViewSchema } from '@/lib/api/contracts/simulations';
import { type ExampleDraft, exampleOf, exampleOfMessage } from '../simulator/example-draft';
import { draftOfTest, NEW_TEST, type TestDraft } from './test-draft';
import { useTestName } from './use-test-name';

interface Props {
  readonly messageId: string;
  /** The form, filled in with the message and what the policy in force makes of it. */
  readonly children: (start: TestDraft) => ReactNode;
}

/** Judges a recorded message by the policy in force, so that its outcome can be kept. */
export function TestOfMessage({ messageId, children }: Props) {
  const t = useTranslations('policyTests');
  const nameOf = useTestName();
  const judged = useQuery({
    queryKey: ['policy-tests', 'message', messageId],
    queryFn: async ({ signal }): Promise<TestDraft> => {
      const message = await callApi(`/messages/${encodeURIComponent(messageId)}`, messageDetailSchema, { signal });
      // It is to be judged whenever the test is run, not as of the time when it came.
      const mail: ExampleDraft = { ...exampleOfMessage(message), time: null };
      if (mail.recipients.length === 0) return { ...NEW_TEST, mail };
      const body = { mail: exampleOf(mail) };
      const { recipients } = await callApi('/simulations', simulationViewSchema, { method: 'POST', body, signal });
      const expectation = recipients[0]?.expectation ?? null;
      return expectation === null ? { ...NEW_TEST, mail } : draftOfTest(nameOf(mail, expectation.fate), mail, expectation);
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [opened, setOpened] = useState<TestDraft | null>(null);
  if (opened === null && judged.data !== undefined) setOpened(judged.data);
  if (opened !== null) return children(opened);
  if (!judged.isError) return <FormSkeleton />;
  return (
    <>
      <Notice tone="warning">{t('prepareFailed')}</Notice>
      {children(NEW_TEST)}
    </>
  );
}
