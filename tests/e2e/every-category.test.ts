import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleViewSchema } from '@/lib/api/contracts/rules';
import type { Action } from '@/lib/policy/actions/definition';
import { ACTION_CATEGORIES } from '@/lib/policy/actions/definition';
import { ACTIONS, CONDITIONS } from '@/lib/policy/catalogue';
import { CONDITION_CATEGORIES, type Condition, type ParameterRecord } from '@/lib/policy/conditions/definition';
import type { Field } from '@/lib/policy/fields';
import { open } from '../support/browser';
import { LABELS, savedAndActive } from './rule-form';
import { RULES_PAGE, type Scene, startScene } from './scene';

// A rule of each category, put together in the editor from all entries of the category with their own examples, and read back as saved.

const l = LABELS.en;
const KIB = 1024;
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

const REJECT = entryOf(ACTIONS, 'smtp.action');
const FORCE_STARTTLS = entryOf(ACTIONS, 'relay.starttls');

describe.each(CONDITION_CATEGORIES)('conditions of the category %s', (category) => {
  it('are all put into one rule', async () => {
    const conditions = CONDITIONS.filter((entry) => entry.category === category);
    const action = conditions.some(({ settlesAt }) => settlesAt === 'relay') ? FORCE_STARTTLS : REJECT;
    await build(`any of ${category}`, conditions, [action]);
    await page.getByLabel('ANY of the conditions below').check();
    await saveAndCompare(`any of ${category}`, conditions, [action]);
  });
});

describe.each(ACTION_CATEGORIES)('actions of the category %s', (category) => {
  it('are all put into one rule, one for each setting', async () => {
    const settings = new Set<string>();
    const actions = ACTIONS.filter((entry) => entry.category === category).filter(({ sets }) => !settings.has(sets) && settings.add(sets));
    await build(`all of ${category}`, [], actions);
    await saveAndCompare(`all of ${category}`, [], actions);
  });
});

function entryOf(entries: readonly Action[], id: string): Action {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`the catalogue has no ${id}`);
  return entry;
}

function exampleOf(entry: Condition | Action): ParameterRecord {
  const [example] = entry.examples;
  if (example === undefined) throw new Error(`${entry.id} has no example`);
  return example.parameters;
}

async function build(name: string, conditions: readonly Condition[], actions: readonly Action[]): Promise<void> {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name).fill(name);
  for (const entry of conditions) await add(entry, l.conditionCategory, l.condition, l.addCondition);
  for (const entry of actions) await add(entry, l.actionCategory, l.action, l.addAction);
}

async function add(entry: Condition | Action, category: string, label: string, button: string): Promise<void> {
  await page.getByLabel(category, { exact: true }).selectOption(entry.category);
  await page.getByRole('combobox', { name: label, exact: true }).last().selectOption(entry.id);
  await page.getByRole('button', { name: button, exact: true }).click();
  const { label: name, rowLabel = name } = entry.text.en;
  const row = page.getByRole('group', { name: new RegExp(`\\d+: ${rowLabel.replace(/[().]/g, '\\$&')}$`) }).last();
  const parameters = exampleOf(entry);
  const more = row.getByRole('button', { name: 'More settings' });
  if (entry.fields.some(({ name: field, optional }) => optional === true && parameters[field] != null) && (await more.isVisible())) {
    await more.click();
  }
  for (const field of entry.fields) if (parameters[field.name] != null) await fill(row, field, parameters[field.name]);
}

async function fill(row: Locator, field: Field, value: unknown): Promise<void> {
  const input = row.getByLabel(field.label.en, { exact: true }).first();
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  switch (field.widget) {
    case 'checkbox':
      return row
        .getByRole('checkbox')
        .first()
        .setChecked(value === true);
    case 'choice':
      return void (await input.selectOption(texts));
    case 'choices':
      for (const { value: option, label } of field.options) {
        await row.getByRole('checkbox', { name: label.en, exact: true }).setChecked(texts.includes(option), { force: true });
      }
      return;
    case 'domains':
    case 'texts':
    case 'networks':
      for (const text of texts) {
        await input.fill(text);
        await input.press('Enter');
      }
      return;
    case 'size':
      await row.getByRole('combobox').last().selectOption('KiB');
      return input.fill(String(Number(value) / KIB));
    default:
      return input.fill(texts.join());
  }
}

async function saveAndCompare(name: string, conditions: readonly Condition[], actions: readonly Action[]): Promise<void> {
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  const { rows } = await scene.gateway.sql.query<{ id: string }>(
    "SELECT item_id AS id FROM policy_item WHERE kind = 'rule' AND name = $1 AND valid_to IS NULL",
    [name],
  );
  const answer = await page.request.get(`/api/v1/rules/${rows[0]?.id}`);
  const { rule } = ruleViewSchema.parse(await answer.json());
  expect(rule.conditions).toEqual(
    conditions.map((entry) => ({ kind: 'condition', condition: entry.id, negated: false, parameters: exampleOf(entry) })),
  );
  expect(rule.actions).toEqual(actions.map((entry) => ({ action: entry.id, parameters: exampleOf(entry) })));
}
