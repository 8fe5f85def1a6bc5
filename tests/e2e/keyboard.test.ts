import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../support/browser';
import { LABELS, row, savedAndActive } from './rule-form';
import { type Scene, startScene } from './scene';

// Steps 1 to 8 of the client's first rule without a pointer: every key below is one that a person would press.

const l = LABELS.en;
let scene: Scene;

beforeAll(async () => {
  scene = await startScene({ routing: { relayNetworks: ['127.0.0.0/8'] } });
});
afterAll(() => scene?.stop());

/** Tab, or Shift+Tab, until the focus is there. @throws after more steps than a person would take */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < 60; step++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Arrow keys in a select until this option is chosen. */
async function choose(page: Page, select: Locator, option: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, select, key);
  await page.keyboard.press('Home');
  for (let step = 0; step < 20; step++) {
    if ((await select.locator('option:checked').innerText()) === option) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the keyboard does not choose ${option}`);
}

it('rule 1 with the keyboard alone; then mail obeys', async () => {
  const page = await scene.newPage();
  await open(page, '/');

  await tabTo(page, page.getByRole('link', { name: l.advanced, exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: l.add }).first());
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByLabel(l.name));
  await page.keyboard.type('mydomain_force_ssl_in');
  await tabTo(page, page.getByLabel(l.enable));
  await page.keyboard.press('Space');

  const conditionCategory = page.getByLabel(l.conditionCategory, { exact: true });
  const condition = page.getByLabel(l.condition, { exact: true });
  const addCondition = page.getByRole('button', { name: l.addCondition, exact: true });
  await choose(page, conditionCategory, l.delivery);
  await choose(page, condition, l.domain);
  await tabTo(page, addCondition);
  await page.keyboard.press('Enter');
  // What was added has the focus: its operator comes first, then its value.
  expect(await isFocused(row(page, l.senderDomain).getByRole('combobox'))).toBe(true);
  await choose(page, row(page, l.senderDomain).getByRole('combobox'), l.is);
  await tabTo(page, row(page, l.senderDomain).getByRole('textbox'));
  await page.keyboard.type('mydomain.example');
  await page.keyboard.press('Enter');

  await choose(page, conditionCategory, l.connection);
  await choose(page, condition, l.isSsl);
  await tabTo(page, addCondition);
  await page.keyboard.press('Enter');
  const isSsl = row(page, l.isSsl).getByRole('checkbox');
  expect(await isFocused(isSsl)).toBe(true);
  if (await isSsl.isChecked()) await page.keyboard.press('Space');

  await tabTo(page, page.getByLabel(l.all), 'Shift+Tab');
  await page.keyboard.press('Space');

  await choose(page, page.getByLabel(l.actionCategory, { exact: true }), l.smtp);
  await choose(page, page.getByLabel(l.action, { exact: true }).last(), l.action);
  await tabTo(page, page.getByRole('button', { name: l.addAction, exact: true }));
  await page.keyboard.press('Enter');
  await choose(page, row(page, l.action).getByRole('combobox'), l.reject);

  await tabTo(page, page.getByRole('button', { name: l.save }));
  await page.keyboard.press('Enter');
  await savedAndActive(page);

  const client = await scene.gateway.connect('smtp');
  await client.open();
  const refused = await client.command('MAIL FROM:<a@mydomain.example>');
  expect(refused.text).toMatch(/^550 5\.7\.10 /);
  await client.startTls();
  await client.expect('MAIL FROM:<a@mydomain.example>', 250);
  await client.quit();
});
