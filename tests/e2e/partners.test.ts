import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../support/browser';
import { recordTraffic } from '../support/recorded-traffic';
import { savedAndActive } from './rule-form';
import { type Scene, startScene } from './scene';

// Partners that have used TLS alone, as an administrator finds them and forces it.

const PARTNERS = '/partners';
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

it('says when there is nothing to suggest', async () => {
  await open(page, '/');
  await page.getByRole('link', { name: 'Partners', exact: true }).click();
  await page.getByRole('heading', { name: 'No suggestions' }).waitFor();
});

it('lists the domains whose mail has all come over TLS, with figures', async () => {
  await recordTraffic(scene.gateway.sql, { transactions: 400, domains: 20, clients: 4, days: 20 });
  await open(page, PARTNERS);
  await page.getByText('18 suggestions').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'd7.example' });
  for (const text of ['Mail from there', 'TLS 1.3: 20', 'never']) await row.getByText(text).waitFor();
  // All mail of these came without TLS.
  expect(await page.getByText('d10.example').count()).toBe(0);
});

it('leaves out domains with less mail than one says, and keeps that in the address', async () => {
  const least = page.getByLabel('Messages, at least');
  await least.fill('21');
  await page.getByRole('heading', { name: 'No suggestions' }).waitFor();
  await least.fill('0');
  await page.getByText('Enter a larger number.').waitFor();
  await least.fill('5');
  await page.getByLabel('All mail of the last').selectOption({ label: '7 days' });
  await page.getByText('18 suggestions').waitFor();
  expect(new URL(page.url()).search).toBe('?least=5&days=7');
});

it('leads to the form that forces TLS, filled in, and suggests the domain no more', async () => {
  await page.getByRole('link', { name: 'Force TLS for mail from d7.example' }).click();
  expect(await page.getByLabel('Domain', { exact: true }).inputValue()).toBe('d7.example');
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await savedAndActive(page);
  await open(page, `${PARTNERS}?least=5`);
  await page.getByText('17 suggestions').waitFor();
  expect(await page.getByText('d7.example').count()).toBe(0);
});
