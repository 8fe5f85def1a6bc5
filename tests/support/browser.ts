import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { ADMINISTRATOR } from './console';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: apt-get install chromium');
  return await chromium.launch({ executablePath, args: QUIET });
}

/** A page of a new visitor whose browser asks for this language, signed in through the form. */
export async function signedInPage(browser: Browser, consoleUrl: string, locale: 'en' | 'de'): Promise<Page> {
  const context = await browser.newContext({ baseURL: consoleUrl, locale: locale === 'de' ? 'de-DE' : 'en-GB' });
  const page = await context.newPage();
  const label =
    locale === 'de'
      ? { email: 'E-Mail', password: 'Passwort', submit: 'Anmelden' }
      : { email: 'E-mail', password: 'Password', submit: 'Sign in' };
  await page.goto('/sign-in');
  await page.getByLabel(label.email).fill(ADMINISTRATOR.email);
  await page.getByLabel(label.password, { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: label.submit }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}
