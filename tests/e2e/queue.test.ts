import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { type CertificateAuthority, createCertificateAuthority } from '../support/certificate-authority';
import { type NextHop, startNextHop } from '../support/next-hop';
import { waitFor } from '../support/wait-for';
import { type Scene, startScene } from './scene';

// Each button of the queue does what it says, to what is selected and to nothing else.

const CHOSEN = 'chosen@company.example';
const OTHER = 'other@company.example';
const HOST = 'other-way.example';
let scene: Scene;
let authority: CertificateAuthority;
let hop: NextHop;
let otherHop: NextHop;
let page: Page;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  hop = await startNextHop({ opening: 'plaintext' });
  otherHop = await startNextHop({ opening: 'implicit', certificate: await authority.issue([HOST]) });
  scene = await startScene(
    {
      localDomains: [
        {
          domain: 'company.example',
          deliverTo: { hosts: [{ host: '127.0.0.1', port: hop.port }], encryption: 'plaintext', certificateCheck: null },
        },
      ],
      dns: { [HOST]: { a: ['127.0.0.1'] } },
    },
    { authority },
  );
  page = await scene.newPage();
});
afterAll(async () => {
  await scene?.stop();
  await hop?.stop();
  await otherHop?.stop();
});

const refuse = () => hop.answerWith(({ stage }) => (stage === 'rcpt' ? '450 4.2.0 Not now' : undefined));

beforeEach(async () => {
  await scene.gateway.emptyQueue();
  refuse();
});

async function send(...to: readonly string[]): Promise<void> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'sender@company.example', to: [...to], data: 'Subject: waits\r\n\r\nHello\r\n' });
  await client.quit();
  for (const address of to) await scene.gateway.waitForState(address, 'deferred');
}

const rowOf = (address: string): Locator => page.getByLabel(`Select the delivery to ${address}`);
const actions = (): Locator => page.getByRole('group', { name: 'Actions for the selected deliveries' });
const press = (button: string): Promise<void> => actions().getByRole('button', { name: button, exact: true }).click();
const undo = (): Promise<void> => page.getByRole('button', { name: 'Undo' }).last().click();

async function attempts(): Promise<number[]> {
  return Promise.all([CHOSEN, OTHER].map(async (address) => (await scene.gateway.attempts(address)).length));
}

describe('What is selected', () => {
  beforeEach(async () => {
    await send(CHOSEN, OTHER);
    await open(page, '/queue');
    await rowOf(CHOSEN).check();
  });

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

  it('hold, then undo', async () => {
    await press('Hold');
    await page.getByText('One delivery is held.').waitFor();
    await scene.gateway.waitForState(CHOSEN, 'held');
    expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
    await undo();
    await page.getByText('One delivery is as it was before.').waitFor();
    expect(await scene.gateway.recipientState(CHOSEN)).toBe('deferred');
  });

  it('hold, then release', async () => {
    await press('Hold');
    await page.getByText('Held until an administrator releases it').waitFor();
    // What is held can neither be held nor retried.
    await rowOf(CHOSEN).check();
    expect(await actions().getByRole('button', { name: 'Hold' }).isDisabled()).toBe(true);
    expect(await actions().getByRole('button', { name: 'Retry now' }).isDisabled()).toBe(true);
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

  it('delete, after confirmation, and nobody is told; undone, it is delivered whole', async () => {
    const told = hop.messages.length;
    await press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete one delivery?' });
    await dialog.getByText(CHOSEN).waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await scene.gateway.waitForState(CHOSEN, 'deleted');
    await rowOf(CHOSEN).waitFor({ state: 'detached' });
    await rowOf(OTHER).waitFor();
    expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
    expect(hop.messages.length).toBe(told);

    await undo();
    await rowOf(CHOSEN).waitFor();
    hop.answerWith(() => undefined);
    await rowOf(CHOSEN).check();
    await press('Retry now');
    await scene.gateway.waitForState(CHOSEN, 'delivered');
    expect(hop.messages.at(-1)?.data.toString()).toContain('Hello');
  });

  it('another route: over TLS with a verified certificate, to a host that the policy knows nothing of', async () => {
    await press('Another route …');
    const dialog = page.getByRole('dialog', { name: 'Send one delivery by another route' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByLabel('Host', { exact: true }).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await scene.gateway.recipientState(CHOSEN)).toBe('deferred');
    await dialog.getByLabel('Host', { exact: true }).fill(HOST);
    await dialog.getByLabel('Port').fill(String(otherHop.port));
    await dialog.getByLabel('Encryption').selectOption('implicit');
    await dialog.getByLabel('Certificate').selectOption('trusted-and-host-name');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await scene.gateway.waitForState(CHOSEN, 'delivered');
    expect(otherHop.messages.at(-1)?.recipients.map(({ address }) => address)).toEqual([CHOSEN]);
    expect((await scene.gateway.attempts(CHOSEN)).at(-1)).toMatchObject({ achieved: { level: 'name-verified' } });
    expect(await scene.gateway.recipientState(OTHER)).toBe('deferred');
  });
});

describe('All that match', () => {
  const many = Array.from({ length: 60 }, (_, i) => `to${i}@company.example`);

  it('are selected beyond what is shown, held and released again by undo', async () => {
    await send(...many);
    await open(page, '/queue?state=deferred');
    await page.getByLabel('Select all that are shown').check();
    await page.getByText('50 selected').waitFor();
    await page.getByRole('button', { name: 'Select all 60 that match' }).click();
    await page.getByText('All 60 that match are selected').waitFor();
    await press('Hold');
    await page.getByText('60 deliveries are held.').waitFor();
    await page.getByText('Nothing in the queue matches').waitFor();
    await undo();
    await page.getByText('60 deliveries are as they were before.').waitFor();
    await page.getByText('50 of 60 deliveries shown').waitFor();
  });

  it('keep selection and place while the list is updated', async () => {
    await send(...many);
    await open(page, '/queue');
    await rowOf(many[40] ?? '').check();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(0);
    await page.waitForResponse((response) => response.url().includes('/api/v1/queue?'));
    await page.waitForResponse((response) => response.url().includes('/api/v1/queue?'));
    expect(await rowOf(many[40] ?? '').isChecked()).toBe(true);
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
  });
});

describe('The filters', () => {
  beforeEach(() => send(CHOSEN, OTHER));

  it('stand in an address that can be passed on, and are cleared at once', async () => {
    await open(page, '/queue');
    await page.getByRole('radiogroup', { name: 'State' }).getByText('Held').click();
    await page.getByText('Nothing in the queue matches').waitFor();
    expect(new URL(page.url()).search).toBe('?state=held');
    await reload(page);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Recipient domain').fill('company.example');
    await page.getByLabel('Sender').fill('sender@company.example');
    await page.getByLabel('Error').selectOption('The next hop refused the mail for now');
    await page.waitForURL((url) => url.searchParams.get('sender') !== null && url.searchParams.get('domain') === 'company.example');
    await rowOf(OTHER).waitFor();
    await reload(page);
    await rowOf(OTHER).waitFor();
    await page.getByLabel('Age', { exact: true }).selectOption('Older than 4 hours');
    await page.getByText('Nothing in the queue matches').waitFor();
    await page.getByRole('button', { name: 'Clear all 4 filters' }).click();
    await rowOf(OTHER).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('lead from a next hop to what waits for it; its actions concern all of that', async () => {
    const nextHop = `127.0.0.1:${hop.port}`;
    await open(page, '/queue');
    await page.getByRole('tab', { name: 'By next hop' }).click();
    const group = page.getByRole('tabpanel', { name: 'By next hop' }).getByRole('row').filter({ hasText: nextHop });
    await group.getByText('The next hop refused the mail for now').waitFor();
    await group.getByText('2', { exact: true }).waitFor();
    await group.getByRole('button', { name: `Actions for all that waits for ${nextHop}` }).click();
    await page.getByRole('menuitem', { name: 'Hold' }).click();
    await page.getByText('2 deliveries are held.').waitFor();
    await group.getByText('all held').waitFor();
    await page.getByRole('button', { name: `Show what waits for ${nextHop}` }).click();
    await page.waitForURL((url) => url.searchParams.get('nextHop') === nextHop);
    await rowOf(CHOSEN).waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).waitFor();
  });
});

describe('The keyboard alone', () => {
  async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }

  it('filters, selects, holds and undoes', async () => {
    await send(CHOSEN, OTHER);
    await open(page, '/queue');
    await tabTo(page.getByLabel('Recipient domain'));
    await page.keyboard.type('company.example');
    await page.getByRole('button', { name: 'Clear the filter' }).waitFor();
    await tabTo(rowOf(CHOSEN));
    await page.keyboard.press('Space');
    await tabTo(actions().getByRole('button', { name: 'Hold' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('One delivery is held.').waitFor();
    // The toast has the focus: the next key undoes.
    await page.keyboard.press('Enter');
    await page.getByText('One delivery is as it was before.').waitFor();
    expect(await scene.gateway.recipientState(CHOSEN)).toBe('deferred');
  });
});
