import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { open } from '../support/browser';
import { LABELS, savedAndActive } from './rule-form';
import { newestRevision, type Scene, startScene } from './scene';
import { ACCEPTANCE_PAGE, colleagueSaves, greeting, REVISIONS_PAGE } from './trial-steps';

// Reading, comparing and restoring what was saved; obeyed by the gateway each time.

const l = LABELS.en;
let scene: Scene;
let page: Page;
let db: Database;

beforeAll(async () => {
  scene = await startScene();
  db = openDatabase(scene.gateway.databaseUrl);
  page = await scene.newPage();
});
afterAll(async () => {
  await db?.$disconnect();
  await scene?.stop();
});

async function saveBanner(text: string): Promise<void> {
  await open(page, ACCEPTANCE_PAGE);
  await page.getByLabel('Banner').fill(text);
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
}

it('any two revisions are compared in words, in both languages, by ticking them or by number', async () => {
  await colleagueSaves(db, 'watched by Bob');
  await saveBanner('first words');
  await saveBanner('second words');
  const later = await newestRevision(scene.gateway);
  await open(page, REVISIONS_PAGE);
  await page.getByRole('checkbox', { name: `Compare revision ${later}` }).check();
  await page.getByText('Choose another one to compare it with.').waitFor();
  await page.getByRole('checkbox', { name: `Compare revision ${later - 1}` }).check();
  expect(await page.getByRole('checkbox', { name: 'Compare revision 1', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('link', { name: `Compare ${later - 1} with ${later}` }).click();
  await page.getByRole('heading', { name: 'Acceptance Basic Settings' }).waitFor();
  await page.locator('del').getByText('first words').waitFor();
  await page.locator('ins').getByText('second words').waitFor();

  await page.getByLabel('From revision').fill('99999');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByText('There is no such revision.').waitFor();
  await page.getByLabel('From revision').fill('1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Rule “watched by Bob”' }).waitFor();
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Regel „watched by Bob“' }).waitFor();
  await page
    .getByText(/jede Nachricht/i)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /Sprache/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Compare revisions' }).waitFor();
});

it('an old revision is restored as a new one, after what it would change has been seen as it is now', async () => {
  await saveBanner('a mistake');
  const mistake = await newestRevision(scene.gateway);
  await open(page, REVISIONS_PAGE);
  await page.getByRole('button', { name: `Restore revision ${mistake - 1} …` }).click();
  const dialog = page.getByRole('dialog', { name: `Restore revision ${mistake - 1}?` });
  await dialog.locator('del').getByText('a mistake').waitFor();
  await dialog.locator('ins').getByText('second words').waitFor();
  await dialog.getByLabel('Note', { exact: true }).fill('That was a mistake');

  await colleagueSaves(db, 'in between');
  await dialog.getByRole('button', { name: `Restore revision ${mistake - 1}` }).click();
  await dialog.getByText(`Meanwhile revision ${mistake + 1} has been saved.`).waitFor();
  await dialog.getByRole('heading', { name: 'Rule “in between”' }).waitFor();
  expect(await greeting(scene.gateway)).toContain('a mistake');
  await dialog.getByRole('button', { name: `Restore revision ${mistake - 1}` }).click();
  await savedAndActive(page);
  expect(await newestRevision(scene.gateway)).toBe(mistake + 2);
  expect(await greeting(scene.gateway)).toContain('second words');
  const restored = page.getByRole('row').filter({ hasText: 'That was a mistake' });
  await restored.getByText(`Brings back revision ${mistake - 1}`).waitFor();

  // Once more would change nothing.
  await page.getByRole('button', { name: `Restore revision ${mistake - 1} …` }).click();
  await dialog.getByText('There is nothing to restore.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

it('thousands of revisions are read page by page', async () => {
  await scene.gateway.sql.query(
    `INSERT INTO policy_revision (number, author, changes, note)
     SELECT n, 'Ada', '[]', 'number ' || n FROM generate_series($1::int + 1, 3000) n`,
    [await newestRevision(scene.gateway)],
  );
  await open(page, REVISIONS_PAGE);
  await page.getByText('Revisions 2951 to 3000 of 3000').waitFor();
  await page.getByRole('button', { name: '60', exact: true }).click();
  await page.getByText('Revisions 1 to 50 of 3000').waitFor();
  await page.reload();
  await page.getByText('Revisions 1 to 50 of 3000').waitFor();
  expect(await page.getByRole('row').count()).toBe(51);
});
