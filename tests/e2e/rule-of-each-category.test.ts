import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rules } from '@/lib/i18n/messages/rules';
import { describeRule } from '@/lib/policy/describe';
import type { Field } from '@/lib/policy/fields';
import { open } from '../support/browser';
import { addAction, addCondition, LABELS } from './rule-form';
import { type PlannedPart, plannedRules } from './rule-plans';
import { RULES_PAGE, type Scene, startScene } from './scene';
import { stepsOf } from './widget-steps';

// A rule of each category of the two pickers, with everything that the category has: clicked together, saved, read in the list and opened again.

const l = LABELS.en;
const words = rules.en;
const categoryNames: Readonly<Record<string, string>> = { ...words.conditionCategories, ...words.actionCategories };
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
  // What a test that failed has left unsaved is dropped.
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

it.each(plannedRules())('$name', async ({ name, conditions, actions, draft }) => {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name).fill(name);
  if (draft.match === 'any') await page.getByLabel('ANY of the conditions below').check();
  for (const [i, part] of conditions.entries()) {
    await addCondition(page, l, categoryName(part), part.entry.text.en.label);
    await fillIn(rowOf(l.condition, i, part), part);
  }
  for (const [i, part] of actions.entries()) {
    await addAction(page, l, categoryName(part), part.entry.text.en.label);
    await fillIn(rowOf(l.action, i, part), part);
  }
  await page.getByRole('button', { name: l.save }).click();

  const link = page.getByRole('link', { name, exact: true });
  // The page has only those in sight.
  await page.getByLabel('Filter rules').fill(name);
  await link.waitFor();
  const sentence = describeRule(draft, 'en');
  expect(await page.getByRole('listitem').filter({ has: link }).innerText()).toContain(`${sentence.conditions} → ${sentence.actions}`);

  await link.click();
  await page.getByLabel(l.name).waitFor();
  expect(await page.getByLabel(l.name).inputValue()).toBe(name);
  for (const [i, part] of conditions.entries()) await showsAgain(rowOf(l.condition, i, part), part);
  for (const [i, part] of actions.entries()) await showsAgain(rowOf(l.action, i, part), part);
});

function categoryName({ entry }: PlannedPart): string {
  return categoryNames[entry.category] ?? entry.category;
}

function rowOf(what: string, index: number, { entry }: PlannedPart): Locator {
  return page.getByRole('group', { name: `${what} ${index + 1}: ${entry.text.en.rowLabel ?? entry.text.en.label}`, exact: true });
}

async function fillIn(row: Locator, part: PlannedPart): Promise<void> {
  await row.waitFor();
  for (const { field, value } of given(part)) {
    const more = row.getByRole('button', { name: words.editor.optionalFields });
    if (field.optional === true && (await more.isVisible())) await more.click();
    await stepsOf(field).fill({ row, field }, value);
  }
}

async function showsAgain(row: Locator, part: PlannedPart): Promise<void> {
  await row.waitFor();
  for (const { field, value } of given(part)) await stepsOf(field).shows({ row, field }, value);
}

/** The fields for which the example has a value, in their order: what is shown later depends on what is filled in before. */
function given({ entry, parameters }: PlannedPart): { readonly field: Field; readonly value: unknown }[] {
  return entry.fields
    .map((field) => ({ field, value: parameters[field.name] }))
    .filter(({ value }) => value !== undefined && value !== null);
}
