import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { startNextHop } from '../support/next-hop';
import { waitFor } from '../support/wait-for';
import { savedAndActive } from './rule-form';
import { newestRevision, type Scene, startScene } from './scene';

// What is saved on the pages around the rules, seen on real SMTP connections.

const PASSWORD = 'the printer on the second floor';
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene();
  page = await scene.newPage();
});
afterAll(() => scene?.stop());

/** The answer to RCPT from a stranger. */
async function answerTo(recipient: string): Promise<string> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.expect('MAIL FROM:<stranger@elsewhere.example>', 250);
  const { text } = await client.command(`RCPT TO:<${recipient}>`);
  await client.quit();
  return text;
}

async function ehloAnswer(): Promise<{ readonly greeting: string; readonly offers: readonly string[] }> {
  const client = await scene.gateway.connect('smtp');
  const greeting = (await client.reply()).text;
  const { lines } = await client.expect('EHLO client.example', 250);
  await client.quit();
  return { greeting, offers: lines.map((line) => line.slice(4)) };
}

it('a local domain is accepted and delivered as it says, changed and deleted', async () => {
  const hop = await startNextHop({ opening: 'plaintext' });
  await open(page, '/domains');
  await page.getByRole('button', { name: 'Add the first domain' }).click();
  const editor = page.getByRole('dialog');
  await editor.getByRole('textbox', { name: 'Domain' }).fill('foo..bar');
  await editor.getByLabel('Host', { exact: true }).fill('127.0.0.1');
  await editor.getByLabel('Port', { exact: true }).fill(String(hop.port));
  await editor.getByRole('button', { name: 'Save domain' }).click();
  await editor.getByText('This is not a domain name.').waitFor();
  await editor.getByRole('textbox', { name: 'Domain' }).fill('Company.example');
  await editor.getByRole('combobox', { name: 'Encryption' }).selectOption({ label: 'Never' });
  await editor.getByRole('button', { name: 'Save domain' }).click();
  await savedAndActive(page);

  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'a@elsewhere.example', to: ['anna@company.example'], data: 'Subject: hello\r\n\r\nHello\r\n' });
  await client.quit();
  await waitFor('the message at the server of the domain', () => hop.messages[0]);
  await hop.stop();

  await page.getByRole('button', { name: 'Edit company.example' }).click();
  await page.getByLabel('Domain', { exact: true }).fill('subsidiary.example');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog', { name: 'Close without saving?' }).getByRole('button', { name: 'Keep editing' }).click();
  await page.getByRole('button', { name: 'Save domain' }).click();
  await page.getByRole('button', { name: 'Edit subsidiary.example' }).waitFor();
  await waitFor('the new domain', async () => (await answerTo('anna@subsidiary.example')).startsWith('250'));
  expect(await answerTo('anna@company.example')).toMatch(/^550 5\.7\.1 /);

  await page.getByRole('button', { name: 'Delete subsidiary.example' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete domain' }).click();
  await page.getByText('No local domains yet').waitFor();
  await waitFor('no domain', async () => (await answerTo('anna@subsidiary.example')).startsWith('550 5.7.1 '));
});

it('a relay network that is everybody must be typed again', async () => {
  await open(page, '/acceptance-routing/routing-basic-settings');
  const before = await newestRevision(scene.gateway);
  const networks = page.getByLabel('Relay networks');
  await networks.fill('0.0.0.0/0');
  await networks.press('Enter');
  await page.getByText('lets everybody on the Internet send mail').waitFor();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  const dialog = page.getByRole('dialog', { name: 'Really let these networks relay?' });
  const confirm = dialog.getByRole('button', { name: 'Let them relay' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('0.0.0.0');
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await newestRevision(scene.gateway)).toBe(before);
  expect(await answerTo('b@elsewhere.example')).toMatch(/^550 5\.7\.1 /);

  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await dialog.getByRole('textbox').fill('0.0.0.0/0');
  await confirm.click();
  await savedAndActive(page);
  expect(await answerTo('b@elsewhere.example')).toMatch(/^250 /);

  await page.getByRole('button', { name: 'Remove 0.0.0.0/0' }).click();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await waitFor('relaying to be denied again', async () => (await answerTo('b@elsewhere.example')).startsWith('550 5.7.1 '));
});

it('banner and STARTTLS stand in the very next session', async () => {
  await open(page, '/acceptance-routing/acceptance-basic-settings');
  await page.getByLabel('Banner').fill('schöne Grüße');
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('Use only printable ASCII characters').waitFor();
  await page.getByLabel('Banner').fill('at your service');
  await page.getByRole('checkbox', { name: 'STARTTLS' }).uncheck();
  await page.getByText('Without STARTTLS, mail arrives in plaintext').waitFor();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await savedAndActive(page);
  const without = await ehloAnswer();
  expect(without.greeting).toBe('220 mx.siegel.example ESMTP at your service');
  expect(without.offers).not.toContain('STARTTLS');

  await page.getByRole('checkbox', { name: 'STARTTLS' }).check();
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await waitFor('STARTTLS to be offered again', async () => (await ehloAnswer()).offers.includes('STARTTLS'));
});

it('an SMTP user can sign in over TLS until disabled', async () => {
  const signIn = async (): Promise<string> => {
    const client = await scene.gateway.connect('submission');
    await client.open();
    await client.startTls();
    const { text } = await client.authPlain('printer', PASSWORD);
    client.destroy();
    return text;
  };
  await open(page, '/administration/smtp-users');
  await page.getByRole('button', { name: 'Add the first SMTP user' }).click();
  const editor = page.getByRole('dialog');
  await editor.getByLabel('User name').fill('printer');
  await editor.getByLabel('Password', { exact: true }).fill('too short');
  await editor.getByRole('button', { name: 'Save user' }).click();
  await editor.getByText('Use at least 12 characters.').waitFor();
  await editor.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await editor.getByRole('button', { name: 'Save user' }).click();
  await page.getByText('printer can sign in now.').waitFor();
  expect(await signIn()).toMatch(/^235 2\.7\.0 /);

  await page.getByLabel('printer may sign in').uncheck();
  await page.getByText('printer may no longer sign in.').waitFor();
  expect(await signIn()).toMatch(/^535 5\.7\.8 /);

  await reload(page);
  await page.getByRole('button', { name: 'Add SMTP user' }).click();
  await editor.getByLabel('User name').fill('scanner');
  await editor.getByRole('button', { name: 'Generate password' }).click();
  await editor.getByRole('button', { name: 'Save user' }).click();
  await page.getByRole('dialog', { name: 'Note the password now' }).getByRole('button', { name: 'I have noted it' }).click();
  await page.getByRole('button', { name: 'Delete scanner' }).click();
  await page.getByRole('dialog', { name: 'Delete scanner?' }).getByRole('button', { name: 'Delete user' }).click();
  await page.getByText('scanner has been deleted.').waitFor();
});
