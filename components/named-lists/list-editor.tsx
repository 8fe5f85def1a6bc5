'use client';

import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { ItemEditorForm } from '@/components/ui/item-editor-form';
import { NAMED_LISTS_KEY } from '@/components/ui/named-lists-query';
import type { ItemKind } from '@/components/ui/save-item';
import { type ItemEditorProps, useItemEditor } from '@/components/ui/use-item-editor';
import { type NamedListView, namedListViewSchema } from '@/lib/api/contracts/named-lists';
import { LIST_KINDS, type ListKind, namedListDraftSchema, readListText } from '@/lib/policy/named-list';
import { EntriesField } from './entries-field';

interface Draft {
  readonly name: string;
  readonly kind: ListKind;
  readonly text: string;
  readonly comment: string;
}

const KIND: ItemKind<NamedListView> = { path: '/named-lists', bodyKey: 'list', viewContract: namedListViewSchema };

function draftOf(view: NamedListView | null): Draft {
  if (view === null) return { name: '', kind: 'domains', text: '', comment: '' };
  const { name, kind, entries, comment } = view.list;
  return { name, kind, text: entries.join('\n'), comment };
}

function parse(draft: Draft) {
  return namedListDraftSchema.safeParse({ ...draft, entries: readListText(draft.kind, draft.text).entries });
}

/** The form of one named list. */
export function ListEditor(props: ItemEditorProps<NamedListView>) {
  const t = useTranslations('namedLists');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const editor = useItemEditor({ ...props, kind: KIND, queryKey: NAMED_LISTS_KEY, draftOf, parse });
  const { base, draft, change, errors, theirs } = editor;
  const { kind, text } = draft;
  const read = useMemo(() => readListText(kind, text), [kind, text]);
  const isUsed = base !== null && base.usedBy.length > 0;
  return (
    <ItemEditorForm
      editor={editor}
      texts={{ save: t('save'), saveFailed: t('saveFailed'), deletedMeanwhile: t('deletedMeanwhile') }}
      theirs={theirs && t('conflictCount', { name: theirs.list.name, count: theirs.list.entries.length })}
      blocked={read.wrong.length > 0}
    >
      <TextInput
        label={t('name')}
        description={isUsed ? t('nameFixed') : t('nameHelp')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={draft.name}
        readOnly={isUsed}
        error={errorText(errors.get('name'))}
        onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
        data-autofocus
      />
      <NativeSelect
        label={t('kind')}
        disabled={isUsed}
        value={kind}
        data={LIST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(event) => {
          const chosen = LIST_KINDS.find((value) => value === event.currentTarget.value);
          if (chosen !== undefined) change({ ...draft, kind: chosen });
        }}
      />
      <EntriesField
        kind={kind}
        text={text}
        read={read}
        onChange={(changed) => change({ ...draft, text: changed })}
        error={errorText(errors.get('entries'))}
        fileName={draft.name}
      />
      <Textarea
        label={`${t('comment')} (${ui('optional')})`}
        autosize
        minRows={1}
        value={draft.comment}
        error={errorText(errors.get('comment'))}
        onChange={(event) => change({ ...draft, comment: event.currentTarget.value })}
      />
    </ItemEditorForm>
  );
}
