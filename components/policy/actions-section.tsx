'use client';

import { Input, Text } from '@mantine/core';
import { type Dispatch, type SetStateAction, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import { ACTIONS, findAction } from '@/lib/policy/catalogue';
import { addsUp } from '@/lib/policy/settings';
import { EntryPicker } from './entry-picker';
import { PartRow } from './part-row';
import { type DraftPart, type Parameters, type RuleDraftState, withAction, withActionChanged, withoutAction } from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly draft: RuleDraftState;
  readonly onChange: Dispatch<SetStateAction<RuleDraftState>>;
  readonly errors: FormErrors;
}

/** What the rule does with messages that match. */
export function ActionsSection({ draft, onChange, errors }: Props) {
  const t = useTranslations('rules');
  const errorText = useErrorText();
  const addRef = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  const own = errors.get('actions');
  return (
    <Section title={t('editor.actions')} description={t('editor.actionsHelp')}>
      <div className={classes.parts}>
        {draft.actions.map((part, i) => (
          <ActionRow
            key={part.key}
            part={part}
            path={`actions.${i}`}
            number={i + 1}
            errors={errors}
            takesFocus={part.key === added}
            onChange={(parameters) => onChange((now) => withActionChanged(now, part.key, parameters))}
            onRemove={() => {
              onChange((now) => withoutAction(now, part.key));
              addRef.current?.focus();
            }}
          />
        ))}
        {draft.actions.length === 0 && own === undefined && (
          <Text size="sm" c="dimmed" className={classes.noParts}>
            {t('editor.noActions')}
          </Text>
        )}
        {own !== undefined && (
          <Input.Error data-lone-error tabIndex={-1}>
            {errorText(own)}
          </Input.Error>
        )}
      </div>
      <EntryPicker
        entries={ACTIONS}
        categoryName={(category) => t(`actionCategories.${category}`)}
        categoryLabel={t('editor.actionCategory')}
        entryLabel={t('editor.action')}
        addLabel={t('editor.addAction')}
        addRef={addRef}
        used={alreadySet(draft.actions)}
        usedHint={t('editor.addedAlready')}
        onAdd={(entry) => {
          setAdded(draft.nextKey);
          onChange((now) => withAction(now, entry));
        }}
      />
    </Section>
  );
}

/** The actions of the catalogue that set what an action of the rule sets already: of those only one makes sense. */
function alreadySet(parts: readonly DraftPart[]): ReadonlySet<string> {
  const set = new Set(parts.map((part) => findAction(part.entry)?.sets));
  return new Set(ACTIONS.filter(({ sets }) => set.has(sets) && !addsUp(sets)).map((action) => action.id));
}

interface ActionRowProps {
  readonly part: DraftPart;
  readonly path: string;
  readonly number: number;
  readonly errors: FormErrors;
  readonly takesFocus: boolean;
  readonly onChange: (parameters: Parameters) => void;
  readonly onRemove: () => void;
}

function ActionRow({ part, path, number, errors, takesFocus, onChange, onRemove }: ActionRowProps) {
  const t = useTranslations('rules.editor');
  const locale = useLocale();
  const entry = findAction(part.entry);
  if (entry === undefined) return <Text c="red">{t('unknownEntry')}</Text>;
  const text = entry.text[locale];
  const label = text.rowLabel ?? text.label;
  return (
    <PartRow
      label={label}
      name={t('actionNumbered', { number, action: label })}
      help={text.help}
      meaning={entry.sentence(part.parameters, locale)}
      fields={entry.fields}
      parameters={part.parameters}
      onChange={onChange}
      onRemove={onRemove}
      removeLabel={t('removeAction', { action: label })}
      errors={errors}
      path={path}
      labelled
      takesFocus={takesFocus}
    />
  );
}
