import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { forcedTlsIn } from '../support/rules';
import { waitFor } from '../support/wait-for';
import { savedAndActive } from './rule-form';
import { RULES_PAGE, type Scene, startScene } from './scene';

// The mode switch in the rule list, against mail on one open SMTP session.

const RULE = forcedTlsIn({ domain: 'partner.example' });
let scene: Scene;

beforeAll(async () => {
  scene = await startScene({ rules: [RULE], routing: { relayNetworks: ['127.0.0.0/8'] }, acceptance: { maxErrorsPerSession: 1000 } });
});
afterAll(() => scene?.stop());

it('an enforced rule refuses; disabled or monitored it lets mail pass within two seconds', async () => {
  const page = await scene.newPage();
  await open(page, RULES_PAGE);
  const mode = page.getByLabel(`Mode of ${RULE.name}`);
  const client = await scene.gateway.connect('smtp');
  await client.open();
  const answer = async (): Promise<number> => {
    const { code } = await client.command('MAIL FROM:<a@partner.example>');
    await client.expect('RSET', 250);
    return code;
  };
  expect(await answer()).toBe(550);

  const inTwoSeconds = async (label: string, code: number): Promise<void> => {
    const saved = page.waitForResponse((response) => response.url().endsWith('/mode'));
    await mode.selectOption({ label });
    expect((await saved).ok()).toBe(true);
    await waitFor(`${code} from the rule set to ${label}`, async () => (await answer()) === code, { timeoutMs: 2000, everyMs: 100 });
  };
  await inTwoSeconds('Disabled', 250);
  await savedAndActive(page);
  await inTwoSeconds('Enforce', 550);
  await inTwoSeconds('Monitor', 250);
  await client.sendMessage({ from: 'a@partner.example', to: ['b@elsewhere.example'], data: 'Subject: monitored\r\n\r\nHello\r\n' });
  await client.quit();

  // The worker hands in its counts with its next sign of life.
  await waitFor('the monitored hit to be counted', async () => {
    const { rows } = await scene.gateway.sql.query("SELECT FROM rule_hit WHERE mode = 'monitor' AND decided > 0");
    return rows.length > 0;
  });
  await reload(page);
  await page.getByText(/Would have refused [1-9]\d* of [1-9]\d* messages in 7 days/).waitFor();
  expect(await mode.locator('option:checked').innerText()).toBe('Monitor');
  // The refusals above are hits of the time when the rule was enforced.
  await page.getByRole('link', { name: new RegExp(`[1-9]\\d* hits? of ${RULE.name} in 7 days`) }).waitFor();

  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await page
    .getByRole('link', { name: /Open the message from a@partner\.example/ })
    .first()
    .click();
  await page.getByText('How it was decided').click();
  await page.getByText('would have refused the mail (monitor)').waitFor();
  await page.getByText(/Sender domain is partner\.example/i).waitFor();
});
