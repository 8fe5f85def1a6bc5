'use client';

import { Button, Input, NativeSelect, Radio, Text } from '@mantine/core';
import { IconFolderPlus, IconTrash } from '@tabler/icons-react';
import { type Dispatch, Fragment, type ReactNode, type SetStateAction, useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import type { FormErrors } from '@/components/ui/form-errors';
import { Section } from '@/components/ui/section';
import { CONDITIONS, findCondition } from '@/lib/policy/catalogue';
import { MATCH_MODES, type MatchMode } from '@/lib/policy/rule';
import { EntryPicker } from './entry-picker';
import { PartRow } from './part-row';
import {
  type DraftCondition,
  type DraftGroup,
  type RuleDraftState,
  withCondition,
  withConditionChanged,
  withGroup,
  withGroupMatch,
  withoutNode,
} from './rule-draft';
import classes from './rule-editor.module.css';

interface Props {
  readonly draft: RuleDraftState;
  readonly onChange: Dispatch<SetStateAction<RuleDraftState>>;
  readonly errors: FormErrors;
}

const THE_RULE = 'rule';

/** "For incoming messages that match": the conditions, groups of conditions, and the pickers that add to either. */
export function ConditionsSection({ draft, onChange, errors }: Props) {
  const t = useTranslations('rules');
  const errorText = useErrorText();
  const addRef = useRef<HTMLButtonElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  const [target, setTarget] = useState(THE_RULE);

  const groups = draft.nodes.filter((node) => node.kind === 'group');
  const targetGroup = groups.find((group) => String(group.key) === target);
  const remove = (key: number) => {
    onChange((now) => withoutNode(now, key));
    addRef.current?.focus();
  };
  const row = (condition: DraftCondition, path: string, number: string) => (
    <ConditionRow
      condition={condition}
      number={number}
      path={path}
      errors={errors}
      takesFocus={condition.key === added}
      onChange={(change) => onChange((now) => withConditionChanged(now, condition.key, change))}
      onRemove={() => remove(condition.key)}
    />
  );
  const own = errors.get('conditions');

  return (
    <Section title={t('editor.conditions')}>
      <Radio.Group
        label={t('editor.match')}
        value={draft.match}
        onChange={(value) => {
          const match = MATCH_MODES.find((mode) => mode === value);
          if (match !== undefined) onChange((now) => ({ ...now, match }));
        }}
      >
        <div className={classes.choices}>
          <Radio value="all" label={t('editor.all')} />
          <Radio value="any" label={t('editor.any')} />
        </div>
      </Radio.Group>

      <div className={classes.parts}>
        {draft.nodes.map((node, i) => (
          <Fragment key={node.key}>
            {i > 0 && <Joint match={draft.match} />}
            {node.kind === 'condition' ? (
              row(node, `conditions.${i}`, `${i + 1}`)
            ) : (
              <GroupRows
                group={node}
                number={groups.indexOf(node) + 1}
                onMatch={(match) => onChange((now) => withGroupMatch(now, node.key, match))}
                onRemove={() => remove(node.key)}
                error={errorText(errors.get(`conditions.${i}`) ?? errors.get(`conditions.${i}.conditions`))}
              >
                {node.conditions.map((condition, j) => (
                  <Fragment key={condition.key}>
                    {j > 0 && <Joint match={node.match} />}
                    {row(condition, `conditions.${i}.conditions.${j}`, `${i + 1}.${j + 1}`)}
                  </Fragment>
                ))}
              </GroupRows>
            )}
          </Fragment>
        ))}
        {draft.nodes.length === 0 && (
          <Text size="sm" c="dimmed" className={classes.noParts}>
            {draft.match === 'all' ? t('editor.noConditionsAll') : t('editor.noConditionsAny')}
          </Text>
        )}
        {own !== undefined && (
          <Input.Error data-lone-error tabIndex={-1}>
            {errorText(own)}
          </Input.Error>
        )}
      </div>

      <EntryPicker
        entries={CONDITIONS}
        categoryName={(category) => t(`conditionCategories.${category}`)}
        categoryLabel={t('editor.conditionCategory')}
        entryLabel={t('editor.condition')}
        addLabel={t('editor.addCondition')}
        addRef={addRef}
        onAdd={(entry) => {
          setAdded(draft.nextKey);
          onChange((now) => withCondition(now, entry, targetGroup?.key ?? null));
        }}
      >
        {groups.length > 0 && (
          <NativeSelect
            label={t('editor.addTo')}
            data={[
              { value: THE_RULE, label: t('editor.topLevel') },
              ...groups.map((group, i) => ({ value: String(group.key), label: t('editor.groupNumbered', { number: i + 1 }) })),
            ]}
            value={targetGroup === undefined ? THE_RULE : target}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
        )}
      </EntryPicker>
      <Button
        className={classes.addGroup ?? ''}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconFolderPlus size={15} stroke={1.7} aria-hidden />}
        onClick={() => {
          setTarget(String(draft.nextKey));
          onChange(withGroup);
        }}
      >
        {t('editor.addGroup')}
      </Button>
    </Section>
  );
}

/** "and" / "or" between two conditions, so that a list of them reads as what it means. */
function Joint({ match }: { readonly match: MatchMode }) {
  const t = useTranslations('rules.editor');
  return <div className={classes.joint}>{match === 'all' ? t('and') : t('or')}</div>;
}

interface ConditionRowProps {
  readonly condition: DraftCondition;
  /** Place in the list, as "2" or, in a group, "2.1". */
  readonly number: string;
  readonly path: string;
  readonly errors: FormErrors;
  readonly takesFocus: boolean;
  readonly onChange: (change: Partial<Pick<DraftCondition, 'negated' | 'parameters'>>) => void;
  readonly onRemove: () => void;
}

function ConditionRow({ condition, number, path, errors, takesFocus, onChange, onRemove }: ConditionRowProps) {
  const t = useTranslations('rules.editor');
  const locale = useLocale();
  const entry = findCondition(condition.entry);
  if (entry === undefined) return <Text c="red">{t('unknownEntry')}</Text>;
  const text = entry.text[locale];
  const label = text.rowLabel ?? text.label;
  return (
    <PartRow
      label={label}
      name={t('conditionNumbered', { number, condition: label })}
      help={text.help}
      meaning={entry.sentence(condition.parameters, locale)}
      fields={entry.fields}
      parameters={condition.parameters}
      onChange={(parameters) => onChange({ parameters })}
      onRemove={onRemove}
      removeLabel={t('removeCondition', { condition: label })}
      errors={errors}
      path={path}
      labelled={false}
      takesFocus={takesFocus}
    >
      <button
        type="button"
        className={classes.not}
        aria-pressed={condition.negated}
        aria-label={t('notOf', { condition: label })}
        onClick={() => onChange({ negated: !condition.negated })}
      >
        {t('not')}
      </button>
    </PartRow>
  );
}

interface GroupRowsProps {
  readonly group: DraftGroup;
  readonly number: number;
  readonly onMatch: (match: MatchMode) => void;
  readonly onRemove: () => void;
  readonly error: string | undefined;
  readonly children: ReactNode;
}

function GroupRows({ group, number, onMatch, onRemove, error, children }: GroupRowsProps) {
  const t = useTranslations('rules.editor');
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupLegend}>{t('groupNumbered', { number })}</legend>
      <div className={classes.groupHead}>
        <NativeSelect
          aria-label={t('groupMatch', { number })}
          data={[
            { value: 'all', label: t('all') },
            { value: 'any', label: t('any') },
          ]}
          value={group.match}
          error={error}
          onChange={(event) => onMatch(event.currentTarget.value === 'any' ? 'any' : 'all')}
        />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconTrash size={15} stroke={1.7} aria-hidden />}
          onClick={onRemove}
        >
          {t('removeGroup', { number })}
        </Button>
      </div>
      {group.conditions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('groupEmpty')}
        </Text>
      ) : (
        children
      )}
    </fieldset>
  );
}
