import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueSetupLink } from '@/lib/auth/first-administrator';
import { openDatabase } from '@/lib/db/prisma';
import { signIn, startBrowser } from '../support/browser';
import { ADMINISTRATOR, type RunningConsole, startConsole } from '../support/console';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { TEST_SECRET } from '../support/gateway';
import { CONSOLE_PAGES } from './console-pages';

// From the one-time link of a fresh console to a session that ends. The tests follow each other: the first one makes the administrator.

const NEW_PASSWORD = 'another horse, another battery';
let database: TestDatabase;
let site: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  site = await startConsole({ databaseUrl: database.url, secretKey: TEST_SECRET, administrator: false });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await database?.drop();
});

async function visitor(path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** A visitor who has signed in. */
async function administrator(password = ADMINISTRATOR.password): Promise<Page> {
  const page = await visitor('/sign-in');
  await signIn(page, 'en', { ...ADMINISTRATOR, password });
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

it('the one-time link makes the first administrator, once', async () => {
  const db = openDatabase(database.url);
  const link = await issueSetupLink(db);
  await db.$disconnect();
  if (link === null) throw new Error('no link was issued');

  const page = await visitor(link);
  const late = await visitor(link);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByText('Enter a name.').waitFor();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByText('Use at least 12 characters.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByText('Your account has been created.').waitFor();
  await signIn(page);
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();

  // Open in another window when it was used; and opened again.
  await late.getByLabel('Name').fill('Eve');
  await late.getByLabel('E-mail').fill('eve@elsewhere.example');
  await late.getByLabel('Password', { exact: true }).fill('a long enough password');
  await late.getByRole('button', { name: 'Create administrator' }).click();
  await late.getByText('This link is no longer valid').waitFor();
  await (await visitor(link)).getByText('This link is no longer valid').waitFor();
  await (await visitor('/setup?token=guessed')).getByText('This link is no longer valid').waitFor();
});

it('a wrong password is refused with the words of an unknown account', async () => {
  const page = await visitor('/sign-in');
  await signIn(page, 'en', { ...ADMINISTRATOR, password: 'wrong' });
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(ADMINISTRATOR.email);
  await signIn(page, 'en', { email: 'nobody@siegel.example', password: 'wrong' });
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
});

it('too many wrong passwords: it says how long to wait', async () => {
  const page = await visitor('/sign-in');
  for (let attempt = 0; attempt < 5; attempt++) {
    const answered = page.waitForResponse(/\/api\/auth\/sign-in/);
    await signIn(page, 'en', { email: 'guessed@siegel.example', password: `guess ${attempt}` });
    await answered;
  }
  await signIn(page, 'en', { email: 'guessed@siegel.example', password: 'one guess more' });
  await page
    .getByRole('alert')
    .getByText(/Too many attempts\. Please wait \d+ seconds/)
    .waitFor();
});

it('a page without a session leads to sign-in and back, with its filter', async () => {
  const page = await visitor('/queue?state=held');
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await signIn(page);
  await page.waitForURL((url) => url.pathname === '/queue' && url.search === '?state=held');
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
});

it('nobody is led to another site after signing in', async () => {
  const page = await visitor(`/sign-in?next=${encodeURIComponent('//elsewhere.example/')}`);
  await signIn(page);
  await page.waitForURL(`${site.url}/`);
});

it('without scripts, or before they run, no password gets into the address', async () => {
  const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(page.url()).toBe(`${site.url}/sign-in`);
});

it('signing out ends the session, in every window', async () => {
  const page = await administrator();
  const other = await page.context().newPage();
  await other.goto('/queue');
  await page.getByRole('button', { name: 'Account menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await page.goto('/queue');
  await page.waitForURL((url) => url.pathname === '/sign-in');
  // It asks for news by itself, and finds that it may not.
  await other.waitForURL((url) => url.pathname === '/sign-in');
});

it('a new password signs the other sessions out, and is the one that counts', async () => {
  const page = await administrator();
  const other = await administrator();
  await page.goto('/administration/account');
  await page.getByLabel('Current password').fill('wrong');
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel('Repeat the new password').fill('something else');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The two passwords differ.').waitFor();
  await page.getByLabel('Repeat the new password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('This password is wrong.').waitFor();
  await page.getByLabel('Current password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('you have been signed out everywhere else').waitFor();

  await page.goto('/queue');
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  await other.goto('/queue');
  await other.waitForURL((url) => url.pathname === '/sign-in');
  await signIn(other);
  await other.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
  await signIn(other, 'en', { ...ADMINISTRATOR, password: NEW_PASSWORD });
  await other.waitForURL((url) => url.pathname === '/queue');
});

it('every page refuses strangers', async () => {
  for (const path of CONSOLE_PAGES) {
    const response = await fetch(`${site.url}${path}`, { redirect: 'manual' });
    expect({ path, status: response.status, to: response.headers.get('location') }).toEqual({
      path,
      status: 307,
      to: path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`,
    });
  }
});

it('every page refuses strangers also where the browser asks for the page alone, without the frame around it', async () => {
  const page = await administrator(NEW_PASSWORD);
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (request.headers().rsc === '1' && request.headers()['next-router-prefetch'] === undefined) asked.push(request);
  });
  const links = page.getByRole('navigation').getByRole('link');
  for (const link of await links.all()) {
    await link.click();
    await page.waitForURL(`${site.url}${await link.getAttribute('href')}`);
  }
  await page.getByRole('link', { name: 'Advanced Settings' }).click();
  await page.getByRole('link', { name: 'Add the first rule' }).click();
  await page.getByLabel('Rule name').waitFor();

  const answered: string[] = [];
  for (const request of asked) {
    const headers = Object.entries(request.headers()).filter(([name]) => name !== 'cookie');
    const response = await fetch(request.url(), { headers: Object.fromEntries(headers) });
    if (!(await response.text()).includes('NEXT_REDIRECT;replace;/sign-in')) answered.push(request.url());
  }
  expect(asked.length).toBeGreaterThanOrEqual(CONSOLE_PAGES.length);
  expect(answered).toEqual([]);
});
