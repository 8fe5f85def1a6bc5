import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInPage, startBrowser } from '../support/browser';
import { type RunningConsole, startConsole } from '../support/console';
import { type Gateway, startGateway, TEST_SECRET } from '../support/gateway';
import { forcedTlsIn, forcedTlsOut } from '../support/rules';
import { waitFor } from '../support/wait-for';
import { CONSOLE_PAGES } from './console-pages';

// Every page, in both languages and colour schemes, wide and narrow: it opens without an error and axe finds no serious fault.
// The pictures stay in tests/.artifacts for whoever changes a page to look at.

const ARTIFACTS = path.resolve('tests/.artifacts');
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let gateway: Gateway;
let site: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  fs.mkdirSync(ARTIFACTS, { recursive: true });
  gateway = await startGateway({
    rules: [
      forcedTlsIn({ domain: 'mydomain.example' }),
      forcedTlsOut({ domain: 'mydomain.example', host: 'mx.mydomain.example', port: 465 }),
      forcedTlsIn({ domain: 'partner.example', mode: 'monitor' }),
    ],
    localDomains: [
      {
        domain: 'company.example',
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 9 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
    routing: { relayNetworks: ['127.0.0.0/8'] },
    users: [{ name: 'printer', password: 'a password for the printer' }],
  });
  await someMail();
  site = await startConsole({ databaseUrl: gateway.databaseUrl, secretKey: TEST_SECRET });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await gateway?.stop();
});

/** One message refused, one let through by a monitored rule and deferred, one that waits for a partner. */
async function someMail(): Promise<void> {
  const client = await gateway.connect('smtp');
  await client.open();
  await client.command('MAIL FROM:<sales@mydomain.example>');
  await client.command('RSET');
  await client.sendMessage({ from: 'news@partner.example', to: ['anna@company.example'], data: 'Subject: Offer\r\n\r\nHello\r\n' });
  await client.sendMessage({ from: 'anna@company.example', to: ['bob@mydomain.example'], data: 'Subject: Invoice\r\n\r\nHello\r\n' });
  await client.quit();
  await gateway.waitForState('anna@company.example', 'deferred');
  await gateway.waitForState('bob@mydomain.example', 'deferred');
}

async function seriousFaults(page: Page): Promise<string[]> {
  // A string: the bundle must not be wrapped by the test's own compiler.
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

async function look(page: Page, url: string, name: string): Promise<string[]> {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(`error on the page: ${error.message}`));
  const response = await page.goto(url);
  if (response?.ok() !== true) broken.push(`status ${response?.status()}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await waitFor('the page to have loaded', async () => (await page.locator('[aria-busy="true"], .mantine-Skeleton-root').count()) === 0);
  await page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`), fullPage: true });
  page.removeAllListeners('pageerror');
  return [...broken, ...(await seriousFaults(page))].map((fault) => `${url}: ${fault}`);
}

describe.each([
  { locale: 'en', scheme: 'light', width: 1440 },
  { locale: 'de', scheme: 'dark', width: 1440 },
  { locale: 'de', scheme: 'light', width: 390 },
  { locale: 'en', scheme: 'dark', width: 390 },
] as const)('$locale, $scheme, $width pixels wide', ({ locale, scheme, width }) => {
  it('every page opens and is accessible', async () => {
    const page = await signedInPage(browser, site.url, locale);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const suffix = `${locale}-${scheme}-${width}`;
    const faults: string[] = [];
    for (const url of [...CONSOLE_PAGES, await firstMessage(), await firstRule()]) {
      faults.push(
        ...(await look(
          page,
          url,
          `${
            url
              .replace(/[0-9a-f-]{36}$/, 'rule')
              .slice(1)
              .replaceAll('/', '-') || 'dashboard'
          }-${suffix}`,
        )),
      );
    }
    await page.context().clearCookies();
    faults.push(...(await look(page, '/sign-in', `sign-in-${suffix}`)));
    await page.context().close();
    expect(faults).toEqual([]);
  });
});

async function firstMessage(): Promise<string> {
  const { rows } = await gateway.sql.query<{ id: string }>('SELECT id FROM mail_transaction WHERE accepted ORDER BY id DESC LIMIT 1');
  return `/messages/${rows[0]?.id}`;
}

async function firstRule(): Promise<string> {
  const { rows } = await gateway.sql.query<{ item_id: string }>(
    "SELECT item_id FROM policy_item WHERE kind = 'rule' AND valid_to IS NULL ORDER BY position LIMIT 1",
  );
  return `/acceptance-routing/advanced-settings/${rows[0]?.item_id}`;
}
