import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { forcedTlsIn } from '../support/rules';
import { waitFor } from '../support/wait-for';
import { RULES_PAGE, type Scene, startScene } from './scene';

// Hits of a rule: in the list, on its page, and its messages; a monitored rule is enforced with one click.

const RULE = forcedTlsIn({ domain: 'partner.example', mode: 'monitor' });
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene({ routing: { relayNetworks: ['127.0.0.0/8'] }, acceptance: { maxErrorsPerSession: 1000 } });
  page = await scene.newPage();
});
afterAll(() => scene?.stop());
beforeEach(async () => {
  await scene.gateway.setRules([RULE]);
  await sendFrom('ann@partner.example', { encrypted: false });
  await sendFrom('bob@partner.example', { encrypted: true });
  await sendFrom('carl@elsewhere.example', { encrypted: false });
  // The worker hands in its counts with its next sign of life.
  await waitFor('the counts', async () => {
    const { rows } = await scene.gateway.sql.query(
      `SELECT FROM rule_hit h JOIN policy_item i ON i.item_id = h.rule_id AND i.valid_to IS NULL WHERE h.judged = 2 AND h.matched = 1`,
    );
    return rows.length === 1;
  });
  await open(page, RULES_PAGE);
});

async function sendFrom(from: string, { encrypted }: { readonly encrypted: boolean }): Promise<void> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  if (encrypted) await client.startTls();
  await client.sendMessage({ from, to: ['x@far.example'], data: 'Subject: Hello\r\n\r\nHello\r\n' });
  await client.quit();
}

async function answerTo(from: string): Promise<number> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  const { code } = await client.command(`MAIL FROM:<${from}>`);
  await client.quit();
  return code;
}

it('a monitored rule tells what it would have refused, of the mail that it is about', async () => {
  await page.getByText('Would have refused 1 of 2 messages in 7 days').waitFor();
});

it('one click enforces it, and one click takes that back', async () => {
  await page.getByRole('button', { name: `Enforce ${RULE.name}` }).click();
  const note = page.getByRole('status').filter({ hasText: /Saved as revision \d+/ });
  await note.getByText('Active on 1 of 1 workers').waitFor();
  expect(await answerTo('ann@partner.example')).toBe(550);
  await note.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Would have refused', { exact: false }).waitFor();
  await waitFor('the worker to let it pass', async () => (await answerTo('ann@partner.example')) === 250);
});

it('in its editor, too, without saving what is being typed', async () => {
  await page.getByRole('link', { name: RULE.name, exact: true }).click();
  await page.getByText('Would have refused 1 of 2 messages in 7 days').waitFor();
  await page.getByLabel('Rule name').fill('another name');
  await page.getByRole('button', { name: `Enforce ${RULE.name}` }).click();
  await page.getByText('Active on 1 of 1 workers').last().waitFor();
  await waitFor('the worker to refuse', async () => (await answerTo('ann@partner.example')) === 550);
  expect(await page.getByLabel('Rule name').inputValue()).toBe('another name');
  const { rows } = await scene.gateway.sql.query<{ name: string }>("SELECT name FROM policy_item WHERE kind = 'rule' AND valid_to IS NULL");
  expect(rows).toEqual([{ name: RULE.name }]);
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByRole('link', { name: 'another name', exact: true }).waitFor();
});

it('leads from its hits to its messages, and from there to all', async () => {
  await page.getByRole('link', { name: `1 hit of ${RULE.name} in 7 days: show the messages` }).click();
  await page.getByText('Only messages of the last 90 days that the rule').waitFor();
  await page
    .getByRole('link', { name: /Open the message from ann@partner\.example/ })
    .first()
    .waitFor();
  expect(await page.getByRole('link', { name: /Open the message from bob@/ }).count()).toBe(0);
  await reload(page);
  await page
    .getByRole('link', { name: /Open the message from ann@partner\.example/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Show all messages' }).click();
  await page
    .getByRole('link', { name: /Open the message from bob@/ })
    .first()
    .waitFor();
});

it('has a plot of them on its page, with the figures as a table', async () => {
  await page.getByRole('link', { name: RULE.name, exact: true }).click();
  const hits = page.getByRole('region', { name: 'Hits' });
  await hits.getByText('While monitored: judged for 2 messages, matched 1, would have taken effect on 1.').waitFor();
  await hits.getByRole('img', { name: 'Hits: bar chart. The same figures are available as a table.' }).waitFor();
  await hits.getByText('24 hours').click();
  await hits.getByRole('button', { name: 'Show as a table' }).click();
  await hits.getByRole('columnheader', { name: 'Would have taken effect (monitored)' }).waitFor();
  expect(await hits.getByRole('row').count()).toBe(25);
  await hits.getByText('90 days').click();
  await hits.getByRole('columnheader', { name: 'Day' }).waitFor();
});
