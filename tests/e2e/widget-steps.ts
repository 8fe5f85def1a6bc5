import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { DURATION_UNITS } from '@/components/ui/duration-words';
import type { Field } from '@/lib/policy/fields';

// How each kind of field in the rule editor is filled in, and how it shows what was saved.

/** A field in the row of its condition or action. */
interface FieldOnPage {
  readonly row: Locator;
  readonly field: Field;
}

interface WidgetSteps {
  readonly fill: (at: FieldOnPage, value: unknown) => Promise<unknown>;
  readonly shows: (at: FieldOnPage, value: unknown) => Promise<unknown>;
}

const text = z.string();
const texts = z.array(z.string());
const hosts = z.array(z.object({ host: z.string(), port: z.number().nullable() }));

/** Those that choose a named list are in named-lists.test.ts. A new widget does not compile until it is here. */
type Widget = Exclude<Field['widget'], 'named-lists'>;

const TYPED: WidgetSteps = {
  fill: (at, value) => input(at).fill(String(value)),
  shows: async (at, value) => expect(await input(at).inputValue()).toBe(String(value)),
};

const LIST: WidgetSteps = {
  fill: async (at, value) => {
    for (const entry of texts.parse(value)) {
      await input(at).fill(entry);
      await input(at).press('Enter');
    }
  },
  shows: async ({ row }, value) => {
    for (const entry of texts.parse(value)) await row.getByRole('button', { name: `Remove ${entry}`, exact: true }).waitFor();
  },
};

const STEPS: { readonly [Name in Widget]: WidgetSteps } = {
  text: TYPED,
  number: TYPED,
  'reply-code': TYPED,
  'enhanced-code': TYPED,
  time: TYPED,
  'time-zone': {
    fill: async (at, value) => {
      await input(at).fill(text.parse(value));
      await input(at).press('Tab');
    },
    shows: TYPED.shows,
  },
  texts: LIST,
  words: LIST,
  domains: LIST,
  networks: LIST,
  checkbox: {
    fill: (at, value) => input(at).setChecked(value === true),
    shows: async (at, value) => expect(await input(at).isChecked()).toBe(value),
  },
  choice: {
    fill: (at, value) => select(at).selectOption({ label: optionLabel(at.field, value) }),
    shows: async (at, value) => expect(await select(at).inputValue()).toBe(value),
  },
  choices: {
    fill: async (at, value) => {
      for (const { name, box } of boxes(at)) {
        // The box itself is hidden under its label.
        if ((await box.isChecked()) !== texts.parse(value).includes(name)) await box.press('Space');
      }
    },
    shows: async (at, value) => {
      for (const { name, box } of boxes(at)) expect(await box.isChecked()).toBe(texts.parse(value).includes(name));
    },
  },
  size: numberWithUnit({ KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }),
  duration: numberWithUnit(DURATION_UNITS),
  hosts: {
    fill: async ({ row }, value) => {
      for (const [i, { host, port }] of hosts.parse(value).entries()) {
        if (i > 0) await row.getByRole('button', { name: 'Add a fall-back host' }).click();
        await hostAt(row, i).fill(host);
        await portAt(row, i).fill(port === null ? '' : String(port));
      }
    },
    shows: async ({ row }, value) => {
      for (const [i, { host, port }] of hosts.parse(value).entries()) {
        expect(await hostAt(row, i).inputValue()).toBe(host);
        expect(await portAt(row, i).inputValue()).toBe(port === null ? '' : String(port));
      }
    },
  },
  password: {
    fill: (at, value) => input(at).fill(z.object({ text }).parse(value).text),
    shows: async (at) => expect(await input(at).inputValue()).toBe('Stored, not shown'),
  },
};

export function stepsOf({ widget, name }: Field): WidgetSteps {
  if (widget === 'named-lists') throw new Error(`no example fills in ${name}`);
  return STEPS[widget];
}

function labelled({ row, field }: FieldOnPage): Locator {
  const label = field.label.en.replace(/[()]/g, '\\$&');
  return row.getByLabel(new RegExp(field.optional === true ? `^${label}( \\(optional\\))?$` : `^${label}$`));
}

function input(at: FieldOnPage): Locator {
  return labelled(at).and(at.row.page().locator('input'));
}

function select(at: FieldOnPage): Locator {
  return labelled(at).and(at.row.page().locator('select'));
}

function optionLabel(field: Field, value: unknown): string {
  const options = field.widget === 'choice' ? field.options : [];
  return options.find((option) => option.value === value)?.label.en ?? '';
}

function boxes({ row, field }: FieldOnPage): { readonly name: string; readonly box: Locator }[] {
  const group = row.getByRole('group', { name: field.label.en, exact: true });
  const options = field.widget === 'choices' ? field.options : [];
  return options.map(({ value, label }) => ({ name: value, box: group.getByRole('checkbox', { name: label.en, exact: true }) }));
}

function hostAt(row: Locator, i: number): Locator {
  return row.getByRole('textbox', { name: i === 0 ? 'Host' : `Host ${i + 1}`, exact: true });
}

function portAt(row: Locator, i: number): Locator {
  return row.getByRole('textbox', { name: i === 0 ? 'Port' : `Port ${i + 1}`, exact: true });
}

/** Typed in the smallest unit, and read in the one that the page chooses. */
function numberWithUnit(units: Readonly<Record<string, number>>): WidgetSteps {
  const [smallest = ''] = Object.keys(units).sort((a, b) => (units[a] ?? 0) - (units[b] ?? 0));
  const unit = ({ row, field }: FieldOnPage) => row.getByRole('combobox', { name: `Unit of ${field.label.en}`, exact: true });
  return {
    fill: async (at, value) => {
      await unit(at).selectOption(smallest);
      await input(at).fill(String(Math.round((Number(value) / (units[smallest] ?? 1)) * 1000) / 1000));
    },
    shows: async (at, value) => {
      const shown = Number(await input(at).inputValue()) * (units[await unit(at).inputValue()] ?? Number.NaN);
      expect(Math.round(shown)).toBe(value);
    },
  };
}
