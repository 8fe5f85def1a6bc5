'use client';

import { Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { ItemEditorForm } from '@/components/ui/item-editor-form';
import { draftOfTarget, NEW_TARGET, type RelayTargetDraft, targetOf } from '@/components/ui/relay-target-draft';
import { RelayTargetFields } from '@/components/ui/relay-target-fields';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import type { ItemKind } from '@/components/ui/save-item';
import { type ItemEditorProps, useItemEditor } from '@/components/ui/use-item-editor';
import { type LocalDomainView, localDomainViewSchema } from '@/lib/api/contracts/domains';
import { localDomainDraftSchema } from '@/lib/policy/local-domain';
import { DomainTarget } from './domain-target';
import { DOMAINS_KEY } from './domains-query';

interface Draft {
  readonly domain: string;
  readonly deliverTo: RelayTargetDraft;
}

const KIND: ItemKind<LocalDomainView> = { path: '/domains', bodyKey: 'domain', viewContract: localDomainViewSchema };

function draftOf(view: LocalDomainView | null): Draft {
  return view === null ? { domain: '', deliverTo: NEW_TARGET } : { domain: view.domain, deliverTo: draftOfTarget(view.deliverTo) };
}

function parse({ domain, deliverTo }: Draft) {
  return localDomainDraftSchema.safeParse({ domain, deliverTo: targetOf(deliverTo) });
}

/** The form of one local domain. */
export function DomainEditor(props: ItemEditorProps<LocalDomainView>) {
  const t = useTranslations('domains');
  const errorText = useErrorText();
  const defaultCheck = useQuery(routingSettingsQuery).data?.settings.defaultCertificateCheck ?? null;
  const editor = useItemEditor({ ...props, kind: KIND, queryKey: DOMAINS_KEY, draftOf, parse });
  const { draft, change, errors, theirs } = editor;
  return (
    <ItemEditorForm
      editor={editor}
      texts={{ save: t('save'), saveFailed: t('saveFailed'), deletedMeanwhile: t('deletedMeanwhile') }}
      theirs={
        theirs && (
          <>
            <strong>{theirs.domain}</strong>: <DomainTarget target={theirs.deliverTo} />
          </>
        )
      }
    >
      <TextInput
        label={t('domain')}
        description={t('domainHelp')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        placeholder={t('domainPlaceholder')}
        value={draft.domain}
        error={errorText(errors.get('domain'))}
        onChange={(event) => change({ ...draft, domain: event.currentTarget.value })}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        data-autofocus
      />
      <section aria-label={t('deliverToTitle')}>
        <Title order={3}>{t('deliverToTitle')}</Title>
        <Text size="sm" c="dimmed" mb="md">
          {t('deliverToText')}
        </Text>
        <RelayTargetFields
          value={draft.deliverTo}
          onChange={(deliverTo) => change({ ...draft, deliverTo })}
          errors={errors}
          path="deliverTo"
          defaultCheck={defaultCheck}
        />
      </section>
    </ItemEditorForm>
  );
}
