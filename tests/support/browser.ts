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
  await page.goto('/sign-in');
  await signIn(page, locale);
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

const SIGN_IN = {
  en: { email: 'E-mail', password: 'Password', submit: 'Sign in' },
  de: { email: 'E-Mail', password: 'Passwort', submit: 'Anmelden' },
} as const;

/** Fills in and sends the form of the sign-in page that is open. */
export async function signIn(page: Page, locale: 'en' | 'de' = 'en', { email, password } = ADMINISTRATOR): Promise<void> {
  const label = SIGN_IN[locale];
  await page.getByLabel(label.email).fill(email);
  await page.getByLabel(label.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: label.submit }).click();
}

/** Opens an address, and waits until the page's scripts have taken over what the server has drawn: before that they miss a key or a click. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await takenOver(page);
}

export async function reload(page: Page): Promise<void> {
  await page.reload();
  await takenOver(page);
}

/** React leaves a mark on each element that it has taken over. */
async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction("Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__reactFiber'))");
}
