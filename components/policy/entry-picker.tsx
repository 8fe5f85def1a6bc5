'use client';

import { Button, NativeSelect, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useId, useState } from 'react';
import { useLocale } from 'use-intl';
import type { Localised } from '@/lib/i18n/locales';
import classes from './rule-editor.module.css';

/** What the pickers read of an entry of the catalogue. */
export interface PickableEntry<Category extends string> {
  readonly id: string;
  readonly category: Category;
  readonly initial: unknown;
  readonly text: Localised<{ readonly label: string; readonly help: string }>;
}

interface Props<Category extends string> {
  readonly entries: readonly PickableEntry<Category>[];
  readonly categoryName: (category: Category) => string;
  readonly categoryLabel: string;
  readonly entryLabel: string;
  readonly addLabel: string;
  readonly addRef: RefObject<HTMLButtonElement | null>;
  readonly onAdd: (entry: PickableEntry<Category>) => void;
  /** Entries that cannot be added again. */
  readonly used?: ReadonlySet<string>;
  /** Shown in place of an entry's help when it is used already. */
  readonly usedHint?: string;
  /** Between the pickers and the button. */
  readonly children?: ReactNode;
}

/** The two pickers, category and entry, and the button that adds the entry to the rule. */
export function EntryPicker<Category extends string>(props: Props<Category>) {
  const { entries, categoryName, categoryLabel, entryLabel, addLabel, addRef, onAdd, used, usedHint, children } = props;
  const locale = useLocale();
  const helpId = useId();
  const categories = [...new Set(entries.map((entry) => entry.category))];
  const [category, setCategory] = useState<Category | undefined>(categories[0]);
  const [chosen, setChosen] = useState<string | null>(null);

  const offered = entries.filter((entry) => entry.category === category);
  const isUsed = (entry: PickableEntry<Category>) => used?.has(entry.id) === true;
  const selected = offered.find((entry) => entry.id === chosen) ?? offered.find((entry) => !isUsed(entry)) ?? offered[0];
  if (selected === undefined) return null;
  return (
    <div className={classes.picker}>
      <NativeSelect
        className={classes.pickerCategory}
        label={categoryLabel}
        data={categories.map((one) => ({ value: one, label: categoryName(one) }))}
        value={category}
        onChange={(event) => {
          setCategory(categories.find((one) => one === event.currentTarget.value));
          setChosen(null);
        }}
      />
      <NativeSelect
        className={classes.pickerEntry}
        label={entryLabel}
        data={offered.map((entry) => ({ value: entry.id, label: entry.text[locale].label }))}
        value={selected.id}
        aria-describedby={helpId}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {children}
      <Button
        ref={addRef}
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => {
          onAdd(selected);
          setChosen(null);
        }}
        disabled={isUsed(selected)}
      >
        {addLabel}
      </Button>
      <Text size="xs" c="dimmed" id={helpId} className={classes.pickerHelp}>
        {isUsed(selected) && usedHint !== undefined ? usedHint : selected.text[locale].help}
      </Text>
    </div>
  );
}
