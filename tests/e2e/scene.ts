import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { signedInPage, startBrowser } from '../support/browser';
import { type RunningConsole, startConsole } from '../support/console';
import { type Gateway, type GatewayPeers, startGateway, TEST_SECRET } from '../support/gateway';
import type { GatewaySetup } from '../support/gateway-setup';

/** A worker, a console and a browser that one file of tests shares. */
export interface Scene {
  readonly gateway: Gateway;
  readonly site: RunningConsole;
  readonly browser: Browser;
  /** A page in a browser profile of its own, signed in, in English. Errors in its scripts fail the test at `stop`. */
  newPage(): Promise<Page>;
  stop(): Promise<void>;
}

export const RULES_PAGE = '/acceptance-routing/advanced-settings';

export async function startScene(setup: GatewaySetup = {}, peers: GatewayPeers = {}): Promise<Scene> {
  const gateway = await startGateway(setup, peers);
  const site = await startConsole({ databaseUrl: gateway.databaseUrl, secretKey: TEST_SECRET });
  const browser = await startBrowser();
  const first = await signedInPage(browser, site.url, 'en');
  const storageState = await first.context().storageState();
  await first.context().close();
  const broken: string[] = [];
  return {
    gateway,
    site,
    browser,
    newPage: async () => {
      const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB', storageState });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => broken.push(`${page.url()}: ${error.message}`));
      return page;
    },
    stop: async () => {
      await browser.close();
      await site.stop();
      await gateway.stop();
      expect(broken).toEqual([]);
    },
  };
}

/** Number of the newest revision: it stands still when nothing was saved. */
export async function newestRevision(gateway: Gateway): Promise<number> {
  const { rows } = await gateway.sql.query<{ number: number }>('SELECT max(number)::int AS number FROM policy_revision');
  return rows[0]?.number ?? 0;
}
