import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { type NextHop, startNextHop } from '../support/next-hop';
import { waitFor } from '../support/wait-for';
import { type Scene, startScene } from './scene';

// Each button of the queue does what it says, to what is selected and to nothing else.

const CHOSEN = 'chosen@company.example';
const OTHER = 'other@company.example';
let scene: Scene;
let hop: NextHop;
let page: Page;

beforeAll(async () => {
  hop = await startNextHop({ opening: 'plaintext' });
  scene = await startScene({
    localDomains: [
      {
        domain: 'company.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: hop.port }], encryption: 'plaintext', certificateCheck: null },
      },
    ],
  });
  page = await scene.newPage();
});
afterAll(async () => {
  await scene?.stop();
  await hop?.stop();
});

beforeEach(async () => {
  await scene.gateway.emptyQueue();
  hop.answerWith(({ stage }) => (stage === 'rcpt' ? '450 4.2.0 Not now' : undefined));
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'sender@company.example', to: [CHOSEN, OTHER], data: 'Subject: waits\r\n\r\nHello\r\n' });
  await client.quit();
  await scene.gateway.waitForState(CHOSEN, 'deferred');
  await scene.gateway.waitForState(OTHER, 'deferred');
  await open(page, '/queue');
  await choose();
});

function choose(): Promise<void> {
  return page.getByLabel(`Select the delivery to ${CHOSEN}`).check();
}

function press(button: string): Promise<void> {
  return page.getByRole('group', { name: 'Actions for the selected deliveries' }).getByRole('button', { name: button }).click();
}

async function attempts(): Promise<number[]> {
  return Promise.all([CHOSEN, OTHER].map(async (address) => (await scene.gateway.attempts(address)).length));
}

it('says why mail waits, in words and in those of the next hop', async () => {
  await page.getByRole('region', { name: 'Why mail waits' }).getByText('The next hop refused the mail for now').waitFor();
  await page.getByText('450 4.2.0 Not now').first().waitFor();
});

it('retry now: one attempt more, at once', async () => {
  const [chosen = 0, other] = await attempts();
  await press('Retry now');
  await page.getByText('One delivery is retried now.').waitFor();
  await waitFor('an attempt more', async () => (await attempts())[0] === chosen + 1);
  expect((await attempts())[1]).toBe(other);
  await scene.gateway.waitForState(CHOSEN, 'deferred');
});

it('hold, then release', async () => {
  await press('Hold');
  await page.getByText('One delivery is held.').waitFor();
  await scene.gateway.waitForState(CHOSEN, 'held');
  expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
  await page.getByText('Held until an administrator releases it').waitFor();

  // What is held can neither be held nor retried.
  await choose();
  expect(await page.getByRole('button', { name: 'Hold' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Retry now' }).isDisabled()).toBe(true);
  hop.answerWith(() => undefined);
  await press('Release');
  await scene.gateway.waitForState(CHOSEN, 'delivered');
  expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
});

it('return to sender, after confirmation', async () => {
  await press('Return to sender');
  const dialog = page.getByRole('dialog', { name: 'Return one delivery to its sender?' });
  await dialog.getByText(CHOSEN).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await scene.gateway.recipientState(CHOSEN)).toBe('deferred');
  hop.answerWith(() => undefined);
  await press('Return to sender');
  await dialog.getByRole('button', { name: 'Return to sender' }).click();
  await scene.gateway.waitForState(CHOSEN, 'bounced');
  const notification = await waitFor('the notification', () => hop.messages.find(({ sender }) => sender === ''));
  expect(notification.recipients.map(({ address }) => address)).toEqual(['sender@company.example']);
  expect(notification.data.toString()).toContain(CHOSEN);
  expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
});

it('delete, after confirmation, and nobody is told', async () => {
  const told = hop.messages.length;
  await press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete one delivery?' });
  await dialog.getByText(CHOSEN).waitFor();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await scene.gateway.waitForState(CHOSEN, 'deleted');
  await page.getByLabel(`Select the delivery to ${CHOSEN}`).waitFor({ state: 'detached' });
  await page.getByLabel(`Select the delivery to ${OTHER}`).waitFor();
  expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
  expect(hop.messages.length).toBe(told);
});

it('filters by state and domain, in an address that can be passed on', async () => {
  await page.getByRole('radiogroup', { name: 'State' }).getByText('Held').click();
  await page.getByText('Nothing in the queue matches').waitFor();
  expect(new URL(page.url()).search).toBe('?state=held');
  await reload(page);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByLabel('Recipient domain').fill('company.example');
  await page.waitForURL((url) => url.searchParams.get('domain') === 'company.example');
  await page.getByLabel(`Select the delivery to ${OTHER}`).waitFor();
});
