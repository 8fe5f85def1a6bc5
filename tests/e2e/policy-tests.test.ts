import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open } from '../support/browser';
import { forcedTlsIn, forcedTlsOut } from '../support/rules';
import { savedAndActive } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// What must stay so is kept as a test, and a save that would break it is asked about first.

const TESTS = '/acceptance-routing/policy-tests';
const INBOUND = forcedTlsIn({ domain: 'partner.example' });
const OUTBOUND = forcedTlsOut({ domain: 'partner.example', host: 'mx.partner.example', port: 465 });
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene({
    rules: [INBOUND, OUTBOUND],
    routing: { relayNetworks: ['127.0.0.0/8', '10.0.0.0/8'] },
  });
  page = await scene.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

function row(name: string) {
  return page.getByRole('row').filter({ hasText: name });
}

it('is empty at first, and leads to the simulator', async () => {
  await open(page, TESTS);
  await page.getByRole('heading', { name: 'No policy tests' }).waitFor();
  await page.getByRole('link', { name: 'Open the simulator' }).click();
  await page.getByRole('heading', { name: 'Simulator', level: 1 }).waitFor();
});

it('keeps what the simulator shows with one click, under a name in plain words', async () => {
  await page.getByLabel('Sender', { exact: true }).fill('sales@partner.example');
  await page.getByLabel('Recipients').fill('anna@elsewhere.example');
  await page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await page.getByRole('button', { name: 'Keep as test: anna@elsewhere.example' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep as a policy test' });
  expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe(
    'Mail from sales@partner.example to anna@elsewhere.example is refused',
  );
  await dialog.getByLabel('Name', { exact: true }).fill('the partner must use TLS');
  await dialog.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('The test has been saved.').waitFor();
});

it('keeps a recorded message, with what the policy in force makes of it', async () => {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'anna@company.example', to: ['bob@partner.example'], data: 'Subject: Invoice\r\n\r\nHello\r\n' });
  await client.quit();
  await open(page, '/messages');
  await page
    .getByRole('link', { name: /anna@company\.example/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Keep as test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep as a policy test' });
  await dialog.getByLabel('Name', { exact: true }).fill('invoices leave over TLS');
  expect(await dialog.getByLabel('Host', { exact: true }).inputValue()).toBe('mx.partner.example');
  await dialog.getByRole('button', { name: 'Save Configuration' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await row('invoices leave over TLS').getByText('Met', { exact: true }).waitFor();
  await row('the partner must use TLS').getByText('Refused at MAIL FROM at the latest').waitFor();
  await page.getByText('2 of 2 tests met').waitFor();
});

it('asks before a rule breaks a test, saves nothing if the answer is no, and saves it if it is yes', async () => {
  const before = await newestRevision(scene.gateway);
  await open(page, RULES_PAGE);
  await page.getByRole('link', { name: INBOUND.name, exact: true }).click();
  await page.getByLabel('Enable this acceptance / routing rule').uncheck();
  const save = page.getByRole('button', { name: 'Save Configuration' });
  await save.click();
  const dialog = page.getByRole('dialog', { name: 'Save anyway?' });
  await dialog.getByText('This change would break a policy test.').waitFor();
  await dialog.getByText('the partner must use TLS').waitFor();
  await dialog.getByText('Expected: Refused at MAIL FROM at the latest').waitFor();
  await dialog.getByText(/^Then: Refused at RCPT TO: 550 5\.7\.1 Relaying denied|^Then: Accepted/).waitFor();
  // The safe answer has the focus.
  await page.keyboard.press('Enter');
  await page.getByText('Policy tests would no longer be met.').waitFor();
  expect(await newestRevision(scene.gateway)).toBe(before);
  await save.click();
  await dialog.getByRole('button', { name: 'Save anyway' }).click();
  await savedAndActive(page);
  expect(await newestRevision(scene.gateway)).toBe(before + 1);
});

it('asks as well when a rule is deleted', async () => {
  const before = await newestRevision(scene.gateway);
  await open(page, RULES_PAGE);
  await page.getByRole('button', { name: `Delete ${OUTBOUND.name}` }).click();
  await page.getByRole('dialog', { name: 'Delete this rule?' }).getByRole('button', { name: 'Delete rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save anyway?' });
  await dialog.getByText('invoices leave over TLS').waitFor();
  await dialog.getByRole('button', { name: 'Do not save' }).click();
  await page.getByRole('link', { name: OUTBOUND.name, exact: true }).waitFor();
  expect(await newestRevision(scene.gateway)).toBe(before);
});

it('is about what look-ups say, too, which is entered in its form', async () => {
  await open(page, TESTS);
  await page.getByRole('button', { name: 'Add test' }).click();
  const editor = page.getByRole('dialog');
  await editor.getByLabel('Name', { exact: true }).fill('listed clients');
  await editor.getByLabel('Recipients').fill('anna@elsewhere.example');
  await editor.getByLabel('At the latest at').selectOption({ label: 'RCPT TO' });
  expect(await editor.getByLabel('Ask the DNS now').count()).toBe(0);
  await editor.getByLabel('Block lists with the client').fill('no domain..');
  await editor.getByLabel('SPF result').selectOption('fail');
  await editor.getByRole('button', { name: 'Save Configuration' }).click();
  await editor.getByText('This is not a domain name.').first().waitFor();
  await editor.getByRole('button', { name: 'Remove no', exact: true }).click();
  await editor.getByRole('button', { name: 'Remove domain..', exact: true }).click();
  await editor.getByLabel('Block lists with the client').fill('bl.example');
  await editor.getByRole('button', { name: 'Save Configuration' }).click();
  await editor.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Edit the test “listed clients”' }).click();
  expect(await editor.getByLabel('SPF result').inputValue()).toBe('fail');
  await editor.getByRole('button', { name: 'Remove bl.example' }).waitFor();
  await editor.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete the test “listed clients”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await row('listed clients').waitFor({ state: 'detached' });
});

it('says in words which tests are not met, and by whom; one can be changed and deleted', async () => {
  await open(page, TESTS);
  await page.getByText('1 of 2 tests met').waitFor();
  await row('the partner must use TLS').getByText('Not met', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Edit the test “the partner must use TLS”' }).click();
  const editor = page.getByRole('dialog', { name: 'Change the test “the partner must use TLS”' });
  await editor.getByLabel('Name', { exact: true }).fill('');
  await editor.getByRole('button', { name: 'Save Configuration' }).click();
  await editor.getByText('Enter a name.').waitFor();
  await editor.getByLabel('Name', { exact: true }).fill('INVOICES leave over TLS');
  await editor.getByRole('button', { name: 'Save Configuration' }).click();
  await editor.getByText('This name is already in use. Choose another.').waitFor();
  await editor.getByLabel('Name', { exact: true }).fill('strangers cannot relay');
  await editor.getByLabel('At the latest at').selectOption({ label: 'RCPT TO' });
  await editor.getByRole('button', { name: 'Save Configuration' }).click();
  await row('strangers cannot relay').getByText('Met', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Delete the test “strangers cannot relay”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('1 of one test met').or(page.getByText('1 of 1 test met')).waitFor();
});
