import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedLostWorker, seedQueue, seedTraffic } from './dashboard-traffic';
import { type Scene, startScene } from './scene';

// The dashboard of a new gateway, and of one that has had a month of mail.

let scene: Scene;
let page: Page;
beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

const PATIENCE = { timeout: 15_000 };
const figure = (label: string) => page.getByText(label, { exact: true }).first().locator('xpath=ancestor-or-self::div[2]');
const attention = () => page.getByRole('region', { name: 'What needs attention' });
const plot = (title: string) => page.getByRole('region', { name: title, exact: true });

it('a new gateway says what to do first', async () => {
  await page.goto('/');
  const steps = plot('First steps').getByRole('listitem');
  await expect.poll(() => steps.count(), PATIENCE).toBe(6);
  expect(await steps.first().innerText()).toContain('Run a worker');
  expect(await steps.first().getByRole('img', { name: 'Done:' }).count()).toBe(1);
  expect(await page.getByRole('img', { name: /bar chart/ }).count()).toBe(0);
  await steps.getByRole('link', { name: 'Add your domains' }).click();
  await page.waitForURL('**/domains');
});

describe('after a month of mail', () => {
  beforeAll(async () => {
    await seedTraffic(scene.gateway.sql);
    await seedQueue(scene.gateway.sql);
    await seedLostWorker(scene.gateway.sql);
    await page.goto('/');
  });

  it('sums up the span that is chosen, which stays in the address', async () => {
    await expect.poll(() => figure('Refused').innerText(), PATIENCE).toContain('24');
    await page.getByRole('radiogroup', { name: 'Span' }).getByText('7 days').click();
    await expect.poll(() => figure('Refused').innerText(), PATIENCE).toContain('168');
    expect(new URL(page.url()).search).toBe('?span=7d');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => figure('Refused').innerText(), PATIENCE).toContain('720');
    await page.reload();
    await expect.poll(() => figure('Refused').innerText(), PATIENCE).toContain('720');
    expect(new URL(page.url()).search).toBe('?span=30d');
    await page.getByRole('radiogroup', { name: 'Span' }).getByText('24 hours').click();
    await expect.poll(() => figure('Refused').innerText(), PATIENCE).toMatch(/^Refused\s+24\s/);
    expect(new URL(page.url()).search).toBe('');
  });

  it.each([
    ['Received', ['Hour', 'Accepted', 'Put off (4xx)', 'Refused'], 24],
    ['Delivered', ['Hour', 'Delivered', 'Deferred', 'Given up'], 24],
    ['Encrypted share', ['Hour', 'Received', 'Delivered'], 24],
    ['TLS received', ['Hour', 'TLS 1.3', 'TLS 1.2', 'Not encrypted'], 24],
    ['TLS delivered', ['Hour', 'TLS 1.3', 'TLS 1.2', 'Not encrypted'], 24],
    ['Age of the queue', ['Age', 'Recipients'], 6],
  ])('shows the figures of “%s” as a table, by keyboard', async (title, columns, rows) => {
    await plot(title).getByRole('button', { name: 'Show as a table' }).focus();
    await page.keyboard.press('Enter');
    const table = plot(title).getByRole('table');
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(columns);
    expect(await table.getByRole('rowheader').count()).toBe(rows);
    await page.keyboard.press('Enter');
    await plot(title).getByRole('img').waitFor();
  });

  it('tells how long the queue has waited', async () => {
    await plot('Age of the queue').getByRole('button', { name: 'Show as a table' }).click();
    const rows = await plot('Age of the queue').getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      ...['Age Recipients', '≤ 15 min 0', '≤ 1 h 0', '≤ 4 h 12', '≤ 1 day 1', '≤ 3 days 0', '> 3 days 0'],
    ]);
  });

  it('lists what needs attention, the most urgent first, each with the way to it', async () => {
    const links = attention().getByRole('link');
    await expect.poll(() => links.count(), PATIENCE).toBeGreaterThan(5);
    const told = await links.evaluateAll((all) => all.map((link) => `${link.textContent} → ${link.getAttribute('href')}`));
    const at = (text: RegExp) => told.findIndex((one) => text.test(one));
    const order = [
      at(/A worker on mx2\.company\.example has not been seen since .* → #workers/),
      at(
        /One message to partner\.example cannot be delivered encrypted as demanded: The next hop’s certificate has expired\. → \/queue\?domain=partner\.example/,
      ),
      at(/12 messages to dead\.example cannot be delivered: No connection to the next hop\. → \/queue\?domain=dead\.example/),
      at(/A message has been waiting in the queue for 5 hours, since .* → \/queue$/),
      at(/No local domain is set up.* → \/domains/),
      at(/self-signed.* → \/certificates/),
      at(/One message is held and waits for your decision\. → \/queue\?state=held/),
    ];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    await links.filter({ hasText: 'partner.example' }).click();
    await page.waitForURL('**/queue?domain=partner.example');
    await page.getByText('bob@partner.example').first().waitFor();
    await page.goBack();
  });

  it('shows every worker, also one that is lost', async () => {
    const rows = plot('Workers').getByRole('row');
    await expect.poll(() => rows.count(), PATIENCE).toBe(3);
    const [, running, lost] = await rows.allInnerTexts();
    expect(running).toMatch(/Running\s+0\.1\.0\s+\d+/);
    expect(lost).toMatch(/mx2\.company\.example\s+#812\s+Not seen\s+0\.1\.0\s+1\s+25\s+–\s+–\s+1 week ago\s+5 minutes ago/);
  });
});
