import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { forcedTlsIn } from '../support/rules';
import { waitFor } from '../support/wait-for';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// All that can be done with rules without opening one.

const [ALPHA, BETA, GAMMA] = ['alpha.example', 'beta.example', 'gamma.example'].map((domain) => forcedTlsIn({ domain }).name);
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

beforeEach(async () => {
  await scene.gateway.setRules(['alpha.example', 'beta.example', 'gamma.example'].map((domain) => forcedTlsIn({ domain })));
  await open(page, RULES_PAGE);
  // What the handles say to a screen reader comes with the scripts that make them work.
  await announced('Press space to lift the rule');
});

/** The order in the database, once it is this one; then the list shows it too, also after a reload. */
async function ordered(...names: readonly (string | undefined)[]): Promise<void> {
  await waitFor(`the order ${names.join(', ')}`, async () => {
    const { rows } = await scene.gateway.sql.query<{ name: string }>(
      "SELECT name FROM policy_item WHERE kind = 'rule' AND valid_to IS NULL ORDER BY position",
    );
    return rows.map(({ name }) => name).join() === names.join();
  });
  expect(await shownNames()).toEqual(names);
  await reload(page);
  expect(await shownNames()).toEqual(names);
}

/** Said to a screen reader: it stands on the page, but not in sight. */
function announced(text: string): Promise<void> {
  return page.getByText(text).waitFor({ state: 'attached' });
}

async function shownNames(): Promise<string[]> {
  const list = page.getByRole('list', { name: 'Acceptance / Routing Rules' });
  await list.waitFor();
  return list.locator('li a[class*="name"]').allInnerTexts();
}

it('moves a rule by dragging with the keyboard', async () => {
  await page.getByRole('button', { name: `Move ${ALPHA}`, exact: true }).focus();
  await page.keyboard.press('Space');
  await announced(`You have lifted ${ALPHA}, number 1.`);
  await page.keyboard.press('ArrowDown');
  await announced(`${ALPHA} is over place 2.`);
  await page.keyboard.press('ArrowDown');
  await announced(`${ALPHA} is over place 3.`);
  await page.keyboard.press('Space');
  await ordered(BETA, GAMMA, ALPHA);
});

it('leaves a rule where it was when dragging is cancelled', async () => {
  const before = await newestRevision(scene.gateway);
  await page.getByRole('button', { name: `Move ${ALPHA}`, exact: true }).focus();
  await page.keyboard.press('Space');
  await announced(`You have lifted ${ALPHA}, number 1.`);
  await page.keyboard.press('ArrowDown');
  await announced(`${ALPHA} is over place 2.`);
  await page.keyboard.press('Escape');
  await announced(`Moving cancelled. ${ALPHA} is back at place 1.`);
  await ordered(ALPHA, BETA, GAMMA);
  expect(await newestRevision(scene.gateway)).toBe(before);
});

it('moves a rule by its arrows, and the arrow keeps the focus', async () => {
  const up = page.getByRole('button', { name: `Move ${GAMMA} up` });
  await up.click();
  await announced(`${GAMMA} is now number 2.`);
  expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await ordered(GAMMA, ALPHA, BETA);
});

it('moves a rule by its number, also beyond the end', async () => {
  const number = page.getByLabel(`Order number of ${ALPHA}`);
  await number.fill('99');
  await number.press('Enter');
  await ordered(BETA, GAMMA, ALPHA);
});

it('duplicates a rule, right below it and disabled', async () => {
  await page.getByRole('button', { name: `Duplicate ${ALPHA}` }).click();
  await waitFor('four rules', async () => (await shownNames()).length === 4);
  const copy = (await shownNames())[1] ?? '';
  expect(copy).not.toBe(ALPHA);
  expect(copy).toContain(ALPHA);
  expect(await page.getByLabel(`Mode of ${copy}`).locator('option:checked').innerText()).toBe('Disabled');
});

it('deletes a rule only after confirmation', async () => {
  const before = await newestRevision(scene.gateway);
  const dialog = page.getByRole('dialog', { name: 'Delete this rule?' });
  await page.getByRole('button', { name: `Delete ${BETA}` }).click();
  await dialog.getByText(`“${BETA}”`).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await ordered(ALPHA, BETA, GAMMA);
  expect(await newestRevision(scene.gateway)).toBe(before);

  await page.getByRole('button', { name: `Delete ${BETA}` }).click();
  await dialog.getByRole('button', { name: 'Delete rule' }).click();
  await ordered(ALPHA, GAMMA);
});

it('filters by words, and says when nothing is left', async () => {
  const filter = page.getByLabel('Filter rules');
  await filter.fill('encrypted beta');
  await page.getByText('1 of 3 rules').waitFor();
  expect(await shownNames()).toEqual([BETA]);
  await filter.fill('nowhere');
  await page.getByText('No rule contains “nowhere”.').waitFor();
  await page.getByRole('button', { name: 'Show all rules' }).click();
  expect(await shownNames()).toEqual([ALPHA, BETA, GAMMA]);
});

it('says that there are no rules, and leads to the first one', async () => {
  await scene.gateway.setRules([]);
  await reload(page);
  await page.getByText('No rules yet').waitFor();
  await page.getByRole('link', { name: 'Add the first rule' }).click();
  await page.getByRole('heading', { level: 1, name: 'Add Acceptance / Routing Rule' }).waitFor();
});
