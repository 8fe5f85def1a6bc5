import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, signedInPage } from '../support/browser';
import { waitFor } from '../support/wait-for';
import { addAction, addCondition, LABELS, openNewRule, row, savedAndActive } from './rule-form';
import { type Scene, startScene } from './scene';
import { REVISIONS_PAGE } from './trial-steps';

// A list of partners, made and changed in the browser, and obeyed by the worker.

const LISTS_PAGE = '/acceptance-routing/named-lists';
const ARTIFACTS = path.resolve('tests/.artifacts');
const l = LABELS.en;
let scene: Scene;
let page: Page;

beforeAll(async () => {
  fs.mkdirSync(ARTIFACTS, { recursive: true });
  scene = await startScene({ routing: { relayNetworks: ['127.0.0.0/8'] } });
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

async function replyTo(sender: string): Promise<number> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  const { code } = await client.command(`MAIL FROM:<${sender}>`);
  await client.quit();
  return code;
}

it('is made from pasted text; what is no domain is named with its line', async () => {
  await open(page, LISTS_PAGE);
  await page.getByRole('button', { name: 'Make the first list' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Partners');
  const entries = dialog.getByLabel('Entries');
  await entries.fill('# ours\nA.example\nfoo..bar, Bücher.example');
  await dialog.getByText('Line 3: foo..bar').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save list' }).isDisabled()).toBe(true);
  await page.screenshot({ path: path.join(ARTIFACTS, 'named-list-wrong.png') });
  await entries.fill('# ours\nA.example\nBücher.example');
  await dialog.getByText('2 entries').waitFor();
  await dialog.getByRole('button', { name: 'Save list' }).click();
  await savedAndActive(page);
  await page.getByRole('cell', { name: 'a.example, xn--bcher-kva.example' }).waitFor();
});

it('is chosen in a rule, which then obeys it', async () => {
  await openNewRule(page, l);
  await page.getByLabel(l.name).fill('partners');
  await page.getByLabel(l.enable).check();
  await addCondition(page, l, l.delivery, l.domain);
  const condition = row(page, l.senderDomain);
  await condition.getByRole('button', { name: 'More settings' }).click();
  await condition.getByRole('combobox', { name: 'Named lists' }).click();
  await page.getByRole('option', { name: 'Partners (2 entries)' }).click();
  await page.keyboard.press('Escape');
  await addAction(page, l, l.smtp, l.action);
  await page.screenshot({ path: path.join(ARTIFACTS, 'named-list-rule.png'), fullPage: true });
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  await page.getByText('Sender domain is the list “Partners”').first().waitFor();
  expect(await replyTo('x@a.example')).toBe(550);
  expect(await replyTo('x@c.example')).toBe(250);
});

it('takes a further domain into every rule that names it, and cannot be deleted meanwhile', async () => {
  await open(page, LISTS_PAGE);
  expect(await page.getByRole('button', { name: 'Delete Partners' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Edit Partners' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Rules refer to this list by its name and kind').waitFor();
  await dialog.getByLabel('Entries').fill('a.example\nc.example');
  await dialog.getByRole('button', { name: 'Save list' }).click();
  await savedAndActive(page);
  expect(await replyTo('x@c.example')).toBe(550);
});

it('is tried out, and what was changed is taken back where nobody confirms it', async () => {
  await page.getByRole('button', { name: 'Edit Partners' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit' });
  await dialog.getByLabel('Entries').fill('a.example');
  await dialog.getByRole('button', { name: 'Note and trial' }).click();
  await dialog.getByLabel('Note', { exact: true }).fill('c.example has left');
  await dialog.getByLabel('Take back unless I confirm').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.getByRole('button', { name: 'Save list' }).click();
  await savedAndActive(page);
  await page.getByRole('complementary', { name: 'On trial' }).getByText('is on trial').waitFor();
  expect(await replyTo('x@c.example')).toBe(250);
  await scene.gateway.sql.query("UPDATE policy_trial SET deadline = now() + interval '1 second' WHERE outcome IS NULL");
  await page.getByRole('cell', { name: 'a.example, c.example' }).waitFor();
  await waitFor('the old list in force', async () => (await replyTo('x@c.example')) === 550);
  await open(page, REVISIONS_PAGE);
  await page.getByRole('row').filter({ hasText: 'c.example has left' }).getByText('Partners').first().waitFor();
});

it('reads well in German, on a narrow and dark screen', async () => {
  const german = await signedInPage(scene.browser, scene.site.url, 'de');
  await german.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await german.setViewportSize({ width: 390, height: 900 });
  await open(german, LISTS_PAGE);
  await german.getByText('Verwendet von').waitFor();
  await german.screenshot({ path: path.join(ARTIFACTS, 'named-lists-de-dark-390.png'), fullPage: true });
  await german.getByRole('button', { name: 'Partners bearbeiten' }).click();
  await german.getByLabel('Einträge').waitFor();
  await german.screenshot({ path: path.join(ARTIFACTS, 'named-list-de-dark-390.png') });
  await german.context().close();
});
