import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, signedInPage } from '../support/browser';
import { forcedTlsIn, forcedTlsOut } from '../support/rules';
import { addAction, addCondition, descriptionOf, LABELS, row } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// What the rules would do with a mail, told stage by stage before any mail comes.

const SIMULATOR = '/acceptance-routing/simulator';
const l = LABELS.en;
const INBOUND = forcedTlsIn({ domain: 'mydomain.example' });
const OUTBOUND = forcedTlsOut({ domain: 'mydomain.example', host: 'mx.mydomain.example', port: 465 });
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene({
    rules: [INBOUND, OUTBOUND],
    routing: { relayNetworks: ['127.0.0.0/8', '10.0.0.0/8'] },
    localDomains: [
      {
        domain: 'company.example',
        deliverTo: { hosts: [{ host: 'mail.company.example', port: 25 }], encryption: 'starttls', certificateCheck: { kind: 'trusted' } },
      },
    ],
  });
  page = await scene.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

interface Mail {
  readonly client?: string;
  readonly encryption?: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
}

async function fill(on: Page | Locator, { client, encryption, sender, recipients = [] }: Mail): Promise<void> {
  if (client !== undefined) await on.getByLabel('Client address').fill(client);
  if (encryption !== undefined) await on.getByLabel('Connection', { exact: true }).selectOption({ label: encryption });
  if (sender !== undefined) await on.getByLabel('Sender', { exact: true }).fill(sender);
  for (const recipient of recipients) {
    await on.getByLabel('Recipients').fill(recipient);
    await on.getByLabel('Recipients').press('Enter');
  }
}

async function run(on: Page | Locator, mail: Mail): Promise<void> {
  await fill(on, mail);
  await on.getByRole('button', { name: 'Simulate', exact: true }).click();
}

/** What becomes of a recipient, as a list item of the outcome. */
function outcome(on: Page | Locator, recipient: string): Locator {
  return on.getByRole('list', { name: 'Outcome' }).getByRole('listitem').filter({ hasText: recipient }).first();
}

/** A stage of the session. */
function step(on: Page | Locator, name: string): Locator {
  return on
    .getByRole('list', { name: 'What happens' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) });
}

it('says at which stage mail is refused, with which reply, by which rule, and what each condition saw', async () => {
  await open(page, SIMULATOR);
  await run(page, { sender: 'sales@mydomain.example', recipients: ['anna@company.example'] });
  await outcome(page, 'anna@company.example').getByText('Refused', { exact: true }).waitFor();
  const mail = step(page, 'MAIL FROM');
  await mail.getByText(/^550 5\.7\.10 /).waitFor();
  // What was refused is explained without a further click.
  await mail.getByText('matched and refused the mail').waitFor();
  const conditions = mail.getByRole('listitem').filter({ hasText: 'Sender domain is mydomain.example' }).last();
  await conditions.getByText('saw: mydomain.example').waitFor();
  await conditions.getByText('true', { exact: true }).waitFor();
  await mail.getByText('saw: not encrypted').waitFor();
  expect(await mail.getByRole('link', { name: INBOUND.name }).getAttribute('href')).toMatch(/advanced-settings\/[0-9a-f-]{36}$/);
  expect(await step(page, 'RCPT TO').count()).toBe(0);
});

it('says per recipient where mail goes next and what TLS must prove', async () => {
  await open(page, SIMULATOR);
  await run(page, {
    client: '10.1.2.3',
    encryption: 'STARTTLS',
    sender: 'anna@company.example',
    recipients: ['you@mydomain.example', 'bob@company.example'],
  });
  const relayed = outcome(page, 'you@mydomain.example');
  await relayed.getByText('Accepted', { exact: true }).waitFor();
  await relayed.getByText('mx.mydomain.example:465', { exact: true }).waitFor();
  await relayed.getByText('TLS from the first byte, certificate of a trusted CA for the host name').waitFor();
  await relayed.getByRole('button', { name: /Routed by rule 2/ }).click();
  await relayed.getByText('matched and set the routing: relay to mx.mydomain.example:465', { exact: false }).waitFor();
  const local = outcome(page, 'bob@company.example');
  await local.getByText('mail.company.example:25', { exact: true }).waitFor();
  await local.getByText('STARTTLS, certificate of a trusted CA').waitFor();
  await step(page, 'RCPT TO: bob@company.example').waitFor();
});

it('says at the field what is wrong, and goes there', async () => {
  await open(page, SIMULATOR);
  const [sender, client] = [page.getByLabel('Sender', { exact: true }), page.getByLabel('Client address')];
  await run(page, { client: '10.0.0.0/8', sender: 'nobody' });
  expect(await descriptionOf(client)).toContain('IP address');
  expect(await descriptionOf(sender)).toContain('e-mail address');
  expect(await sender.evaluate((field) => field === document.activeElement)).toBe(true);
  await fill(page, { client: '10.0.0.1', sender: '' });
  await page.getByText('Add at least one entry.').waitFor();
});

it('can be used with the keyboard alone', async () => {
  await open(page, SIMULATOR);
  await page.getByLabel('Sender', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('sales@mydomain.example');
  await page.keyboard.press('Tab');
  await page.keyboard.type('anna@company.example');
  await page.keyboard.press('Enter');
  // Enter in a field of one line simulates.
  await page.getByLabel('Client address').focus();
  await page.keyboard.press('Enter');
  await outcome(page, 'anna@company.example').getByText('Refused', { exact: true }).waitFor();
  await page
    .getByRole('button', { name: /Refused by rule 1/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.getByText('matched and refused the mail').waitFor({ state: 'hidden' });
});

it('judges a rule as it stands in the editor, before it is saved', async () => {
  const before = await newestRevision(scene.gateway);
  await open(page, `${RULES_PAGE}/new`);
  const panel = page.getByRole('region', { name: 'Try it out' });
  await panel.getByRole('button', { name: 'Enter a mail' }).click();
  await panel.getByText('The rule is not complete yet.').waitFor();
  expect(await panel.getByRole('button', { name: 'Simulate', exact: true }).isDisabled()).toBe(true);
  await page.getByLabel(l.name).fill('only TLS');
  await addCondition(page, l, l.connection, l.isSsl);
  await row(page, l.isSsl).getByRole('checkbox').uncheck();
  await addAction(page, l, l.smtp, l.action);
  await run(panel, { recipients: ['anna@company.example'] });
  await outcome(panel, 'anna@company.example').getByText('Refused', { exact: true }).waitFor();
  await panel.getByText('Refused by rule 3 "only TLS"').first().waitFor();
  await page.getByLabel(l.name).fill('TLS for all');
  await panel.getByText('The mail or the rule has been changed since.').waitFor();
  await run(panel, {});
  await panel.getByText('Refused by rule 3 "TLS for all"').first().waitFor();
  expect(await newestRevision(scene.gateway)).toBe(before);
});

it('takes a recorded message over, and judges it by the rules as they are now', async () => {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'news@partner.example', to: ['anna@company.example'], data: 'Subject: News\r\n\r\nHello\r\n' });
  await client.quit();
  await scene.gateway.setRules([forcedTlsIn({ domain: 'partner.example' })]);
  await open(page, '/messages');
  await page
    .getByRole('link', { name: /news@partner\.example/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Simulate' }).click();
  await page.getByText('Filled in with message').waitFor();
  expect(await page.getByLabel('Sender', { exact: true }).inputValue()).toBe('news@partner.example');
  await run(page, {});
  await outcome(page, 'anna@company.example').getByText('Refused', { exact: true }).waitFor();
});

it('speaks German', async () => {
  const german = await signedInPage(scene.browser, scene.site.url, 'de');
  await open(german, SIMULATOR);
  await german.getByLabel('Absender', { exact: true }).fill('sales@partner.example');
  await german.getByLabel('Empfänger', { exact: true }).fill('anna@company.example');
  await german.getByRole('button', { name: 'Simulieren' }).click();
  await german.getByRole('list', { name: 'Ergebnis' }).getByText('Abgelehnt', { exact: true }).waitFor();
  await german.context().close();
});
