import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open } from '../support/browser';
import { insertRules, manyRules } from '../support/many-rules';
import { waitFor } from '../support/wait-for';
import { RULES_PAGE, type Scene, startScene } from './scene';

// The rule list with 10,000 rules, of which the page holds no more than what can be seen.

const COUNT = 10_000;
const RULES = manyRules(COUNT);
const nameOf = (order: number) => RULES[order - 1]?.name ?? '';
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  await insertRules(scene.gateway.sql, RULES);
  page = await scene.newPage();
});
afterAll(() => scene?.stop());
beforeEach(async () => {
  await open(page, RULES_PAGE);
  await page.getByText('10,000 rules').waitFor();
});

const row = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

async function orderInDatabase(name: string): Promise<number> {
  const { rows } = await scene.gateway.sql.query<{ place: number }>(
    `SELECT place::int FROM (
       SELECT name, row_number() OVER (ORDER BY position, item_id) AS place FROM policy_item WHERE kind = 'rule' AND valid_to IS NULL
     ) AS list WHERE name = $1`,
    [name],
  );
  return rows[0]?.place ?? 0;
}

it('holds only what can be seen, and tells a screen reader of the rest', async () => {
  await row(nameOf(1)).waitFor();
  expect(
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('combobox') })
      .count(),
  ).toBeLessThan(60);
  expect(await row(nameOf(1)).getAttribute('aria-posinset')).toBe('1');
  expect(await row(nameOf(1)).getAttribute('aria-setsize')).toBe(String(COUNT));
});

it('scrolls to its end and back', async () => {
  await page.getByRole('list', { name: 'Acceptance / Routing Rules' }).waitFor();
  await page.keyboard.press('End');
  await row(nameOf(COUNT)).waitFor();
  expect(await row(nameOf(1)).count()).toBe(0);
  await page.keyboard.press('Home');
  await row(nameOf(1)).waitFor();
});

it('keeps the focus where it is while it scrolls', async () => {
  const number = page.getByLabel(`Order number of ${nameOf(3)}`, { exact: true });
  await number.focus();
  // As with a wheel, again and again: what a page still draws may move it back.
  await waitFor('the rows around it to be gone', async () => {
    await page.evaluate(() => window.scrollTo(0, 200_000));
    return (await row(nameOf(4)).count()) === 0;
  });
  expect(await number.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  // The browser goes on from the row that has the focus, and brings it into sight.
  await page.getByRole('button', { name: `Move ${nameOf(3)} up` }).waitFor();
  await waitFor('the row to be in sight', () => row(nameOf(3)).evaluate((element) => element.getBoundingClientRect().top >= 0));
});

it('finds a rule by its domain, by its comment, by mode and by category; the address keeps the filter', async () => {
  const filter = page.getByLabel('Filter rules');
  await filter.fill('partner-04242.example');
  await page.getByText('1 of 10,000 rules').waitFor();
  await row(nameOf(4242)).waitFor();
  await filter.fill('contract 9996');
  await page.getByText('1 of 10,000 rules').waitFor();
  await row(nameOf(9996)).waitFor();
  await filter.fill('');
  await page.getByLabel('Show mode').selectOption('Monitor');
  await page.getByText('2,500 of 10,000 rules').waitFor();
  await page.getByLabel('Show category').selectOption({ value: 'actions.relay' });
  await page.getByText('There is no rule of this kind.').waitFor();
  await page.getByLabel('Show mode').selectOption('Any mode');
  await page.getByText('2,500 of 10,000 rules').waitFor();
  await page.reload();
  await page.getByText('2,500 of 10,000 rules').waitFor();
  await row(nameOf(4)).waitFor();
});

it('opens a rule in the middle, and shows it changed', async () => {
  await page.getByLabel('Filter rules').fill('partner-05005.example');
  await row(nameOf(5005))
    .getByRole('link', { name: nameOf(5005), exact: true })
    .click();
  await page.getByLabel('Rule name').fill('the one in the middle');
  await page.getByText('Answers at MAIL FROM').waitFor();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page
    .getByText(/Saved as revision \d+/)
    .first()
    .waitFor();
  await page.getByText('10,000 rules').waitFor();
  await page.getByLabel('Filter rules').fill('the one in the middle');
  await page.getByText('1 of 10,000 rules').waitFor();
  expect(await page.getByLabel('Order number of the one in the middle').inputValue()).toBe('5005');
});

it('makes a rule number 1, and follows it there', async () => {
  await page.keyboard.press('End');
  const number = page.getByLabel(`Order number of ${nameOf(COUNT)}`, { exact: true });
  await number.fill('1');
  await number.press('Enter');
  await page.getByText(`${nameOf(COUNT)} is now number 1.`).waitFor({ state: 'attached' });
  expect(await number.inputValue()).toBe('1');
  expect(await number.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await number.evaluate((element) => element.getBoundingClientRect().top < window.innerHeight)).toBe(true);
  await waitFor('the database to have it first', async () => (await orderInDatabase(nameOf(COUNT))) === 1);
});

it('drags a rule with the keyboard', async () => {
  await page.getByText('Press space to lift the rule').waitFor({ state: 'attached' });
  const names = await page.getByRole('list', { name: 'Acceptance / Routing Rules' }).locator('li a[class*="name"]').allInnerTexts();
  const [first = ''] = names;
  await page.getByRole('button', { name: `Move ${first}`, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByText(`You have lifted ${first}, number 1.`).waitFor({ state: 'attached' });
  for (let place = 2; place <= 3; place += 1) {
    await page.keyboard.press('ArrowDown');
    await page.getByText(`${first} is over place ${place}.`).waitFor({ state: 'attached' });
  }
  await page.keyboard.press('Space');
  await waitFor('the database to have it there', async () => (await orderInDatabase(first)) === 3);
});

it('says when a drag with the keyboard comes to the end of the window, and leads to the number, which reaches any place', async () => {
  await page.getByText('Press space to lift the rule').waitFor({ state: 'attached' });
  const before = await orderInDatabase(nameOf(2));
  await page.getByRole('button', { name: `Move ${nameOf(2)}`, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByText(`You have lifted ${nameOf(2)}`).waitFor({ state: 'attached' });
  const note = page.getByRole('alert').filter({ hasText: 'The rule has not been moved' });
  await waitFor('the drag to end', async () => {
    if (await note.isVisible()) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
  await note.getByText(`${nameOf(2)} is still number ${before}`).waitFor();
  const number = page.getByLabel(`Order number of ${nameOf(2)}`, { exact: true });
  await waitFor('the number to have the focus', () => number.evaluate((element) => element === document.activeElement));
  expect(await orderInDatabase(nameOf(2))).toBe(before);
  await number.fill('5000');
  await number.press('Enter');
  await waitFor('the database to have it there', async () => (await orderInDatabase(nameOf(2))) === 5000);
});

it('is left where it was by Escape, without a note', async () => {
  await page.getByText('Press space to lift the rule').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: `Move ${nameOf(1)}`, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByText(`You have lifted ${nameOf(1)}`).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.getByText(`${nameOf(1)} is over place`).waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await page.getByText(`Moving cancelled. ${nameOf(1)} is back`).waitFor({ state: 'attached' });
  expect(await page.getByText('The rule has not been moved').count()).toBe(0);
});
