import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../support/browser';
import { type NextHop, startNextHop } from '../support/next-hop';
import { forcedTlsIn } from '../support/rules';
import { type Scene, startScene } from './scene';

// Messages, Live and Retention, with a worker that takes mail and delivers it.

let scene: Scene;
let hop: NextHop;
let page: Page;

beforeAll(async () => {
  hop = await startNextHop({ opening: 'plaintext' });
  scene = await startScene({
    rules: [forcedTlsIn({ domain: 'mydomain.tld' })],
    localDomains: [
      {
        domain: 'company.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: hop.port }], encryption: 'plaintext', certificateCheck: null },
      },
    ],
  });
  page = await scene.newPage();
  await send('ann@friend.example', 'bob@company.example');
  await scene.gateway.waitForState('bob@company.example', 'delivered');
  await send('eve@mydomain.tld', 'bob@company.example');
});

afterAll(async () => {
  await scene?.stop();
  await hop?.stop();
});

async function send(from: string, to: string): Promise<void> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from, to: [to], data: `Subject: hello\r\nMessage-ID: <of.${from}>\r\n\r\nHello\r\n` }).catch(() => undefined);
  await client.quit();
}

const shown = (sender: string) => page.getByRole('link', { name: `Open the message from ${sender}` });

it('finds messages by what is typed, and by outcome and time, in an address that can be passed on', async () => {
  await open(page, '/messages');
  await shown('ann@friend.example').waitFor();
  await shown('eve@mydomain.tld').waitFor();
  await page.getByLabel('Search messages').fill('<of.ann@friend.example>');
  await shown('eve@mydomain.tld').waitFor({ state: 'detached' });
  await shown('ann@friend.example').waitFor();
  await page.getByLabel('Search messages').fill('two words');
  await page.getByText('Enter a whole address, a domain').waitFor();
  await page.getByLabel('Search messages').fill('');
  await page.getByLabel('Outcome').selectOption('Refused');
  await page.getByLabel('Time').selectOption('Last hour');
  await shown('ann@friend.example').waitFor({ state: 'detached' });
  await shown('eve@mydomain.tld').waitFor();
  await page.waitForURL('**/messages?outcome=refused&last=hour');
  await page.getByLabel('Encryption of the client').selectOption('Received with TLS');
  await page.getByText('No message matches').waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await shown('ann@friend.example').waitFor();
});

it('finds the messages of a rule', async () => {
  await page.getByLabel('Rule that was true').first().click();
  await page.getByRole('option', { name: '1. mydomain.tld force ssl in' }).click();
  await page.getByText('Only messages of the last 90 days').waitFor();
  await shown('ann@friend.example').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show all messages' }).click();
  await shown('ann@friend.example').waitFor();
});

it('exports what is shown', async () => {
  await page.getByLabel('Search messages').fill('friend.example');
  const link = page.getByRole('link', { name: 'Export one message' });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^siegel-messages-.*\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('ann@friend.example,bob@company.example,true,data,delivered');
});

it('shows the life of one message', async () => {
  await shown('ann@friend.example').click();
  await page.getByRole('heading', { name: 'Message from ann@friend.example' }).waitFor();
  await page.getByRole('heading', { name: 'bob@company.example' }).waitFor();
  await page.getByText('Attempt 1').waitFor();
});

it('shows a mail live, pauses, filters and goes on', async () => {
  await open(page, '/live');
  await page.getByText('Nothing has happened yet').waitFor();
  await page.getByText('Live', { exact: true }).and(page.locator('p')).waitFor();
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  await expect
    .poll(
      async () => {
        await send('live@friend.example', 'live@company.example');
        return row('live@friend.example').count();
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0);
  await row('live@friend.example').filter({ hasText: 'Accepted' }).first().waitFor();
  await row('live@company.example').filter({ hasText: 'Delivered' }).first().waitFor();
  await send('late@mydomain.tld', 'bob@company.example');
  await row('late@mydomain.tld').filter({ hasText: '5.7.10' }).waitFor();

  await page.getByRole('button', { name: 'Pause' }).click();
  await send('paused@friend.example', 'paused@company.example');
  await page.getByRole('button', { name: /^Continue \(\d+ new\)$/ }).waitFor();
  expect(await row('paused@friend.example').count()).toBe(0);
  await page.getByRole('button', { name: /^Continue/ }).click();
  await row('paused@friend.example').waitFor();

  await page.getByLabel('Outcome').selectOption('Refused');
  await row('paused@friend.example').waitFor({ state: 'detached' });
  await row('late@mydomain.tld').waitFor();
  await page.getByLabel('Filter by text').fill('nobody at all');
  await page.getByText('Nothing matches the filter').waitFor();
});

it('is told over a connection that is cut for whoever is not signed in', async () => {
  const answer = await fetch(`${scene.site.url}/api/v1/live`);
  expect(answer.status).toBe(401);
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const ending = new AbortController();
  const stream = await fetch(`${scene.site.url}/api/v1/live`, { headers: { cookie: cookies }, signal: ending.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let said = '';
  await expect
    .poll(
      async () => {
        await send('raw@friend.example', 'raw@company.example');
        said += (await reader?.read())?.value ?? '';
        return said;
      },
      { timeout: 20_000 },
    )
    .toContain('raw@friend.example');
  ending.abort();
});

it('keeps records for as long as somebody says, and asks before it deletes', async () => {
  await open(page, '/administration/retention');
  await page.getByLabel('Refused messages and connections').fill('5000');
  await page.getByRole('button', { name: 'Save retention' }).click();
  await page.getByText('Enter a number of days from 1 to 3650.').waitFor();
  await page.getByLabel('Refused messages and connections').fill('30');
  await page.getByRole('button', { name: 'Save retention' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete older records?' });
  await dialog.getByText('refused ones older than 30 days').waitFor();
  await dialog.getByRole('button', { name: 'Delete older records' }).click();
  await page.getByText('Saved. Older records are deleted within minutes.').waitFor();
  const { rows } = await scene.gateway.sql.query('SELECT accepted_days, refused_days, version FROM retention');
  expect(rows).toEqual([{ accepted_days: 90, refused_days: 30, version: 2 }]);
});
