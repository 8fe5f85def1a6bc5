import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/lib/db/prisma';
import { open } from '../support/browser';
import { startConsole } from '../support/console';
import { TEST_SECRET } from '../support/gateway';
import { waitFor } from '../support/wait-for';
import { addAction, addCondition, LABELS, openNewRule, row, savedAndActive } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';
import { ACCEPTANCE_PAGE, colleagueSaves, greeting, REVISIONS_PAGE } from './trial-steps';

// Trying a change out: confirming it, taking it back, and letting its time run out; obeyed by the gateway each time.

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

const banner = (of: Page = page) => of.getByRole('complementary', { name: 'On trial' });
const termsButton = () => page.getByRole('button', { name: 'Note and trial' });

async function chooseTrial(minutes: string, note = ''): Promise<void> {
  await termsButton().click();
  if (note !== '') await page.getByLabel('Note', { exact: true }).fill(note);
  await page.getByLabel('Take back unless I confirm').check();
  await page.getByLabel('Time to confirm').selectOption({ label: minutes });
  await page.getByRole('button', { name: 'Done' }).click();
}

async function answerTo(sender: string): Promise<number> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  const { code } = await client.command(`MAIL FROM:<${sender}>`);
  await client.quit();
  return code;
}

it('settings on trial: counted down on every page; when nobody confirms they are gone, and the open page says so', async () => {
  await open(page, ACCEPTANCE_PAGE);
  await page.getByLabel('Banner').fill('on trial');
  await chooseTrial('5 minutes', 'Asked for by the auditor');
  expect(await termsButton().innerText()).toContain('5 min');
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  const revision = await newestRevision(scene.gateway);
  expect(await greeting(scene.gateway)).toContain('on trial');
  // The next save has another reason.
  expect(await termsButton().innerText()).not.toContain('min');

  await banner().getByText(`Revision ${revision} is on trial.`).waitFor();
  const timer = banner().getByRole('timer');
  expect(await timer.innerText()).toMatch(/^[45]:\d\d$/);
  const before = await timer.innerText();
  await waitFor('the time to count down', async () => (await timer.innerText()) !== before);
  // Read out when it appears, not with every second.
  expect(await banner().locator('[aria-live], [role="status"], [role="alert"]').count()).toBe(0);
  await page.getByRole('status').getByText(`Revision ${revision} is on trial. It is taken back unless`).waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Queue', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  await banner().waitFor();
  await page.goBack();

  await scene.gateway.sql.query("UPDATE policy_trial SET deadline = now() + interval '2 seconds' WHERE outcome IS NULL");
  await page.getByText(`Nobody confirmed revision ${revision}`).waitFor();
  await banner().waitFor({ state: 'detached' });
  await waitFor('the old greeting', async () => !(await greeting(scene.gateway)).includes('on trial'));
  await waitFor('the old text in the field', async () => (await page.getByLabel('Banner').inputValue()) === '');

  await open(page, REVISIONS_PAGE);
  const tried = page.getByRole('row').filter({ hasText: 'Asked for by the auditor' });
  await tried.getByText('taken back, nobody confirmed').waitFor();
  await page
    .getByRole('row')
    .filter({ hasText: `Brings back revision ${revision - 1}` })
    .getByText('in force')
    .waitFor();
});

it('a domain on trial, with the keyboard: Escape closes the popover alone; confirmed it stays', async () => {
  await open(page, '/domains');
  await page.getByRole('button', { name: 'Add the first domain' }).click();
  const editor = page.getByRole('dialog', { name: 'Add a local domain' });
  await editor.getByRole('textbox', { name: 'Domain' }).fill('tried.example');
  await editor.getByLabel('Host', { exact: true }).fill('mx.tried.example');
  await termsButton().focus();
  await page.keyboard.press('Enter');
  const note = page.getByLabel('Note', { exact: true });
  await waitFor('the focus in the popover', () => note.evaluate((field) => field === document.activeElement));
  await page.keyboard.type('With the keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  await page.keyboard.press('Escape');
  await note.waitFor({ state: 'detached' });
  expect(await editor.isVisible()).toBe(true);
  expect(await termsButton().evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await termsButton().innerText()).toContain('1 min');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await savedAndActive(page);
  const revision = await newestRevision(scene.gateway);
  await banner().getByRole('button', { name: 'Confirm' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(`Revision ${revision} has been confirmed`).waitFor();
  await banner().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Edit tried.example' }).waitFor();
  expect(await newestRevision(scene.gateway)).toBe(revision);
});

it('the rules of Force TLS on trial are taken back at a press, after a look at what that changes', async () => {
  await open(page, '/acceptance-routing/force-tls?domain=partner.example&direction=in');
  await chooseTrial('10 minutes');
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  await waitFor('the rule in force', async () => (await answerTo('a@partner.example')) === 550);
  await banner().getByRole('button', { name: 'Take back now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back what is on trial?' });
  await dialog.getByRole('heading', { name: 'Rule “partner.example_force_ssl_in”' }).waitFor();
  await dialog.getByText('removed', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await banner().getByRole('button', { name: 'Take back now' }).click();
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click();
  await page.getByText(/Revision \d+ has been taken back/).waitFor();
  await page.getByText('No rules yet').waitFor();
  await waitFor('the rule gone', async () => (await answerTo('a@partner.example')) === 250);
});

it('while a colleague tries something out, a save is refused with a sentence that says who and what to do', async () => {
  await open(page, ACCEPTANCE_PAGE);
  await page.getByLabel('Banner').fill('meanwhile');
  await colleagueSaves(db, 'tried by Bob', 30);
  const revision = await newestRevision(scene.gateway);
  await page.getByRole('button', { name: l.save }).click();
  await page.getByText(`Bob has put revision ${revision} on trial, and nobody else can save`).waitFor();
  await banner().getByText('Bob saved it; nobody else can save before it is settled.').waitFor();
  await banner().getByRole('button', { name: 'Confirm' }).click();
  await banner().waitFor({ state: 'detached' });
  expect(await page.getByLabel('Banner').inputValue()).toBe('meanwhile');
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  expect(await greeting(scene.gateway)).toContain('meanwhile');

  await colleagueSaves(db, 'tried by Bob again', 30);
  await open(page, RULES_PAGE);
  await page.getByLabel('Mode of tried by Bob', { exact: true }).selectOption({ label: 'Disabled' });
  await page.getByText(/Bob has put revision \d+ on trial/).waitFor();
  await banner().getByRole('button', { name: 'Take back now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click();
  await banner().waitFor({ state: 'detached' });
});

it('a rule on trial is taken back by the worker with no console there', async () => {
  await open(page, '/');
  await openNewRule(page, l);
  await page.getByLabel(l.name).fill('refuse late.example');
  await page.getByLabel(l.enable).check();
  await addCondition(page, l, l.delivery, l.domain);
  await row(page, l.senderDomain).getByRole('textbox').fill('late.example');
  await page.keyboard.press('Enter');
  await addAction(page, l, l.smtp, l.action);
  await row(page, l.action).getByRole('combobox').selectOption({ label: l.reject });
  await chooseTrial('1 minute', 'Only to try');
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  await waitFor('the rule in force', async () => (await answerTo('a@late.example')) === 550);
  await banner().waitFor();

  // A browser that still asks would keep the console from ending.
  await page.context().close();
  await scene.site.stop();
  await scene.gateway.sql.query('UPDATE policy_trial SET deadline = now() WHERE outcome IS NULL');
  await waitFor('the rule gone', async () => (await answerTo('a@late.example')) === 250);

  const again = await startConsole({ databaseUrl: scene.gateway.databaseUrl, secretKey: TEST_SECRET, administrator: false });
  const later = await scene.newPage();
  await open(later, `${again.url}${REVISIONS_PAGE}`);
  await later.getByRole('row').filter({ hasText: 'Only to try' }).getByText('taken back, nobody confirmed').waitFor();
  expect(await banner(later).count()).toBe(0);
  await open(later, `${again.url}${RULES_PAGE}`);
  await later.getByRole('link', { name: 'tried by Bob', exact: true }).waitFor();
  expect(await later.getByText('refuse late.example').count()).toBe(0);
  await later.close();
  await again.stop();
});
