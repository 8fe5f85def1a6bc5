'use client';

import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableSkeleton } from '@/components/ui/skeletons';
import { callApi } from '@/lib/api/client';
import { messageDetailSchema } from '@/lib/api/contracts/mail';
import { exampleOfMessage, NEW_EXAMPLE } from './example-draft';
import { SimulatorForm } from './simulator-form';

/** @param messageId a recorded transaction that fills the form */
export function SimulatorPage({ messageId }: { readonly messageId: string | null }) {
  const t = useTranslations('simulator');
  const message = useQuery({
    queryKey: ['simulator', 'message', messageId],
    queryFn: ({ signal }) => callApi(`/messages/${encodeURIComponent(messageId ?? '')}`, messageDetailSchema, { signal }),
    enabled: messageId !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <Section title={t('mail')}>
        {message.data !== undefined && (
          <Text size="sm" c="dimmed" mb="md">
            {t('recorded', { id: message.data.id })} {message.data.recipients.length === 0 && t('recordedWithoutRecipient')}
          </Text>
        )}
        {message.isError && (
          <Alert color="yellow" variant="light" mb="md">
            {t('recordedFailed')}
          </Alert>
        )}
        {message.isLoading ? (
          <TableSkeleton />
        ) : (
          <SimulatorForm start={message.data === undefined ? NEW_EXAMPLE : exampleOfMessage(message.data)} />
        )}
      </Section>
    </>
  );
}
