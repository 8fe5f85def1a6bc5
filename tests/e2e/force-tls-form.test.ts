import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../support/browser';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// One form instead of two rules clicked together.

let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

it('shows both rules in words and saves them at once; then the gateway refuses plain mail', async () => {
  await open(page, RULES_PAGE);
  const before = await newestRevision(scene.gateway);
  await page.getByRole('link', { name: 'Force TLS for a domain' }).click();
  await page.getByLabel('Domain', { exact: true }).fill('partner.example');
  const preview = page.getByRole('region', { name: 'The 2 rules that will be saved' });
  await preview.getByText('Sender domain is partner.example and the connection is not encrypted').waitFor();
  await preview.getByText('relay with STARTTLS only').waitFor();
  await page.getByLabel('These hosts').check();
  await page.getByLabel('Host', { exact: true }).fill('mx.partner.example');
  await preview.getByText('relay to mx.partner.example, relay over TLS from the first byte').waitFor();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('Active on 1 of 1 workers').waitFor();
  await page.getByRole('link', { name: 'partner.example_force_ssl_in', exact: true }).waitFor();
  await page.getByRole('link', { name: 'partner.example_force_ssl_out', exact: true }).waitFor();
  expect(await newestRevision(scene.gateway)).toBe(before + 1);

  const client = await scene.gateway.connect('smtp');
  await client.open();
  expect((await client.command('MAIL FROM:<a@partner.example>')).code).toBe(550);
  await client.quit();
});

it('is filled in by a link, and proposes a name that is free', async () => {
  await open(page, '/acceptance-routing/force-tls?domain=partner.example&direction=in');
  expect(await page.getByLabel('From the domain to us').isChecked()).toBe(true);
  const name = page.getByLabel('Name of the rule for mail from the domain');
  await page.getByText('partner.example_force_ssl_in_2', { exact: true }).waitFor();
  expect(await name.inputValue()).toBe('partner.example_force_ssl_in_2');
  await name.fill('PARTNER.example_force_ssl_in');
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('This name is already in use. Choose another.').waitFor();
});

it('says at the field what is missing', async () => {
  await open(page, '/acceptance-routing/force-tls');
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('This is not a domain name.').waitFor();
  expect(await page.getByLabel('Domain', { exact: true }).evaluate((element) => element === document.activeElement)).toBe(true);
});
