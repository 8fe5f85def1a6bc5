'use client';

import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { type RouteOverride, routeOverrideSchema } from '@/lib/routing/route-override';
import { EditorDialog } from './editor-dialog';
import { errorsOfIssues, NO_ERRORS } from './form-errors';
import { NEW_TARGET, type RelayTargetDraft, targetOf } from './relay-target-draft';
import { RelayTargetFields } from './relay-target-fields';
import { routingSettingsQuery } from './routing-settings-query';

interface Props {
  readonly title: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  /** Null: where the policy sends it. */
  readonly onSubmit: (route: RouteOverride | null) => void;
}

const formSchema = z.object({ route: routeOverrideSchema });

/** Asks where waiting mail is to go instead of where the policy sends it. */
export function RouteDialog({ title, busy, onClose, onSubmit }: Props) {
  return (
    <EditorDialog opened title={title} onClose={onClose}>
      {({ setDirty, cancel }) => <RouteForm busy={busy} onDirty={() => setDirty(true)} onCancel={cancel} onSubmit={onSubmit} />}
    </EditorDialog>
  );
}

interface FormProps {
  readonly busy: boolean;
  readonly onDirty: () => void;
  readonly onCancel: () => void;
  readonly onSubmit: Props['onSubmit'];
}

function RouteForm({ busy, onDirty, onCancel, onSubmit }: FormProps) {
  const t = useTranslations('mail.route');
  const ui = useTranslations('ui');
  const defaultCheck = useQuery(routingSettingsQuery).data?.settings.defaultCertificateCheck ?? null;
  const [toHosts, setToHosts] = useState(true);
  const [draft, setDraft] = useState<RelayTargetDraft>(NEW_TARGET);
  const [errors, setErrors] = useState(NO_ERRORS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!toHosts) return onSubmit(null);
    const { authentication: _, ...route } = targetOf(draft);
    const parsed = formSchema.safeParse({ route });
    setErrors(parsed.success ? NO_ERRORS : errorsOfIssues(parsed.error.issues));
    if (parsed.success) onSubmit(parsed.data.route);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">
          {t('text')} {t('tls')}
        </Text>
        <Radio.Group label={t('target')} value={toHosts ? 'hosts' : 'policy'} onChange={(value) => setToHosts(value === 'hosts')}>
          <Stack gap={6} mt={4}>
            <Radio value="hosts" label={t('toHosts')} data-autofocus />
            <Radio value="policy" label={t('asPolicy')} />
          </Stack>
        </Radio.Group>
        {toHosts && (
          <RelayTargetFields
            value={draft}
            onChange={(changed) => {
              setDraft(changed);
              onDirty();
            }}
            errors={errors}
            path="route"
            defaultCheck={defaultCheck}
            withSignIn={false}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
