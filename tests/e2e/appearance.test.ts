import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { addCondition, LABELS, row } from './rule-form';
import { RULES_PAGE, type Scene, startScene } from './scene';

// Language and colour scheme, changed in the middle of work.

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene?.stop());

it('changing the language keeps what is typed, and is remembered', async () => {
  const page = await scene.newPage();
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(LABELS.en.name).fill('half typed');
  await addCondition(page, LABELS.en, LABELS.en.delivery, LABELS.en.domain);
  await row(page, LABELS.en.senderDomain).getByRole('textbox').fill('mydomain.example');

  await page.getByRole('button', { name: /Language: English/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { level: 1, name: LABELS.de.add }).waitFor();
  expect(await page.getByLabel(LABELS.de.name).inputValue()).toBe('half typed');
  await row(page, LABELS.de.senderDomain).getByText('mydomain.example').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');

  const again = await page.context().newPage();
  await open(again, '/queue');
  await again.getByRole('heading', { level: 1, name: 'Warteschlange' }).waitFor();
  expect(await again.title()).toBe('Warteschlange · Siegel');
});

it('the colour scheme follows the system until one is chosen, and is remembered', async () => {
  const page = await scene.newPage();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await open(page, '/queue');
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await waitFor('a dark page', async () => (await background()) !== light);
  const dark = await background();

  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('menuitem', { name: 'Light' }).click();
  await waitFor('a light page', async () => (await background()) === light);
  await reload(page);
  expect(await background()).toBe(light);

  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('menuitem', { name: 'Like the system' }).click();
  await waitFor('a dark page again', async () => (await background()) === dark);
});
