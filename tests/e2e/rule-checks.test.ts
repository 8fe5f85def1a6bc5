import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open } from '../support/browser';
import { forcedTlsIn, forcedTlsOut } from '../support/rules';
import { LABELS, row } from './rule-form';
import { RULES_PAGE, type Scene, startScene } from './scene';

// What the checks say: above the list, on its rows, and of a rule that is being edited.

const l = LABELS.en;
const FIRST = forcedTlsIn({ domain: 'partner.example' });
const AGAIN = { ...FIRST, name: 'the same again' };
const OUT = forcedTlsOut({ domain: 'partner.example', host: 'mail.partner.example', port: 465 });
const ONE_WAY = forcedTlsOut({ domain: 'one-way.example', host: 'mail.one-way.example', port: 465 });
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());
beforeEach(async () => {
  await scene.gateway.setRules([FIRST, AGAIN, OUT, ONE_WAY]);
  await open(page, RULES_PAGE);
});

it('counts what is doubtful, and says each in a sentence that leads to its rules', async () => {
  const panel = page.getByRole('region', { name: 'Checks' });
  await panel.getByText('one warning').waitFor();
  await panel.getByText('one hint').waitFor();
  const toggle = panel.getByRole('button', { name: /^Checks/ });
  expect(await toggle.getAttribute('aria-expanded')).toBe('false');
  await toggle.press('Enter');
  const warning = panel.getByRole('listitem').filter({ hasText: 'Warning: “the same again” can never take effect' });
  await warning.getByRole('link', { name: FIRST.name }).waitFor();
  await warning.getByRole('link', { name: AGAIN.name }).click();
  await page.getByRole('heading', { level: 1, name: 'Edit rule' }).waitFor();
  expect(await page.getByLabel(l.name).inputValue()).toBe(AGAIN.name);
});

it('leads to the form that puts it right', async () => {
  await page.getByRole('button', { name: /^Checks/ }).click();
  await page.getByRole('link', { name: 'Force TLS for mail from one-way.example, too' }).click();
  await page.getByRole('heading', { level: 1, name: 'Force TLS for a domain' }).waitFor();
  expect(await page.getByLabel('Domain', { exact: true }).inputValue()).toBe('one-way.example');
});

it('marks the rule that is to be changed, in the list', async () => {
  const item = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: AGAIN.name, exact: true }) });
  await item.getByText('Never takes effect').waitFor();
  const untroubled = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: FIRST.name, exact: true }) });
  expect(await untroubled.getByText('Never takes effect').count()).toBe(0);
});

it('follows a change of the list', async () => {
  await page.getByRole('region', { name: 'Checks' }).getByText('one warning').waitFor();
  await page.getByLabel(`Mode of ${FIRST.name}`).selectOption('Disabled');
  await page.getByText('Never takes effect').waitFor({ state: 'detached' });
});

it('asks DNS for relay hosts only when told to', async () => {
  await page.getByRole('button', { name: /^Checks/ }).click();
  await page.getByRole('button', { name: 'Look up the relay hosts in DNS, too' }).click();
  await page.getByText('DNS has been asked about the relay hosts, too.').waitFor();
});

it('says of a draft what would be doubtful about it, before it is saved', async () => {
  await page.getByRole('link', { name: OUT.name, exact: true }).click();
  const checks = page.getByRole('region', { name: 'Checks' });
  await checks.getByText('The checks have found nothing doubtful.').waitFor();
  await row(page, l.host).getByLabel(l.port, { exact: true }).fill('25');
  await checks.getByText('servers on port 25 begin in plain text', { exact: false }).waitFor();
  await row(page, l.host).getByLabel(l.port, { exact: true }).fill('465');
  await checks.getByText('The checks have found nothing doubtful.').waitFor();
});
