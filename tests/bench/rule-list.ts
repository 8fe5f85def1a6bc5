import pg from 'pg';
import type { Page } from 'playwright-core';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { openDatabase } from '@/lib/db/prisma';
import { ensureFirstRevision } from '@/lib/revisions/first-revision';
import { signedInPage, startBrowser } from '../support/browser';
import { startConsole } from '../support/console';
import { insertRules, manyRules } from '../support/many-rules';
import { makeServerDirectory } from '../support/server-directory';
import { median } from './throughput';

/** Of the rule list in a browser, in milliseconds and KiB. */
export interface RuleListTimes {
  readonly rules: number;
  /** From the navigation until the first rows can be used, and until all rules have come. */
  readonly usable: number;
  readonly complete: number;
  /** The same on the first visit after the start of the console. */
  readonly firstVisit: { readonly usable: number; readonly complete: number };
  readonly html: number;
  /** As sent: compressed. */
  readonly rows: number;
  /** From the last key until the rule is there, the pause of 300 ms after typing among it. */
  readonly search: number;
  /** The longest time between two frames while the list scrolls from its top to its end in 200 steps. */
  readonly longestFrame: number;
  /** From Enter in an order number until the rule stands first. */
  readonly move: number;
}

const PAGE = '/acceptance-routing/advanced-settings';
const VISITS = 5;
/** Until the engines of console and browser have made machine code of what each visit runs. */
const WARM_UP = 5;

/** Needs a built console and Chromium. */
export async function measureRuleList(rules: number): Promise<RuleListTimes> {
  const server = await startEmbeddedPostgres({ directory: makeServerDirectory() });
  const databaseUrl = server.databaseUrl('siegel');
  await applyMigrations(databaseUrl);
  const db = openDatabase(databaseUrl);
  await ensureFirstRevision(db);
  await db.$disconnect();
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  await insertRules(sql, manyRules(rules));
  await sql.end();
  const site = await startConsole({ databaseUrl, secretKey: 'a secret that is for benchmarks.' });
  const browser = await startBrowser();
  try {
    const page = await signedInPage(browser, site.url, 'en');
    const firstVisit = await visit(page, rules);
    for (let n = 0; n < WARM_UP; n += 1) await visit(page, rules);
    const visits: Visit[] = [];
    for (let n = 0; n < VISITS; n += 1) visits.push(await visit(page, rules));
    const middle = (figure: (one: Visit) => number) => median(visits.map(figure));
    return {
      rules,
      firstVisit,
      usable: middle(({ usable }) => usable),
      complete: middle(({ complete }) => complete),
      html: middle(({ html }) => html),
      rows: middle(({ rowsSize }) => rowsSize),
      longestFrame: await scrollThrough(page),
      search: await search(page, rules),
      move: await moveToTop(page),
    };
  } finally {
    await browser.close();
    await site.stop();
    await server.stop();
  }
}

interface Visit {
  readonly usable: number;
  readonly complete: number;
  readonly html: number;
  readonly rowsSize: number;
}

// Strings: what runs in the page must not be wrapped by our own compiler. Times count from the navigation.
const USABLE = `Object.keys(document.querySelector('[data-rule]') ?? {}).some((key) => key.startsWith('__reactProps')) && performance.now()`;
const sizeOf = (suffix: string) =>
  `performance.getEntries().filter(({ name }) => name.endsWith('${suffix}')).reduce((sum, { encodedBodySize }) => sum + (encodedBodySize ?? 0), 0) / 1024`;

async function visit(page: Page, rules: number): Promise<Visit> {
  await page.goto(PAGE, { waitUntil: 'commit' });
  const usable = await figure(page, USABLE);
  const last = `performance.getEntriesByName(new URL('/api/v1/rules/rows', location.href).href)[0]?.responseEnd`;
  // A short list comes with the page.
  const complete = rules > 60 ? await figure(page, `${last} > 0 && ${last}`) : usable;
  // Nobody comes again while the page still fetches ahead what its links lead to.
  await page.waitForLoadState('networkidle');
  return {
    usable,
    complete,
    html: await page.evaluate<number>(sizeOf(PAGE)),
    rowsSize: await page.evaluate<number>(sizeOf('/rules/rows')),
  };
}

async function figure(page: Page, expression: string): Promise<number> {
  const handle = await page.waitForFunction(expression, undefined, { polling: 'raf' });
  return Number(await handle.jsonValue());
}

async function scrollThrough(page: Page): Promise<number> {
  const longest = await page.evaluate<number>(`new Promise((resolve) => {
    let step = 0;
    let longest = 0;
    let before = performance.now();
    const frame = (now) => {
      longest = Math.max(longest, now - before);
      before = now;
      step += 1;
      window.scrollTo(0, (document.documentElement.scrollHeight * step) / 200);
      if (step < 200) requestAnimationFrame(frame);
      else resolve(longest);
    };
    requestAnimationFrame((now) => { before = now; requestAnimationFrame(frame); });
  })`);
  await page.evaluate('window.scrollTo(0, 0)');
  return longest;
}

async function search(page: Page, rules: number): Promise<number> {
  const wanted = manyRules(rules).at(-1)?.name ?? '';
  await page.getByLabel('Filter rules').fill(wanted);
  const began = await page.evaluate<number>('performance.now()');
  const shown = await figure(page, `document.querySelectorAll('[data-rule]').length === 1 && performance.now()`);
  return shown - began;
}

/** The only rule that the search has left. */
async function moveToTop(page: Page): Promise<number> {
  const number = page.locator('[data-control="order"]');
  await number.fill('1');
  const began = await page.evaluate<number>('performance.now()');
  await number.press('Enter');
  const moved = await figure(page, `document.querySelector('[data-control="order"]')?.value === '1' && performance.now()`);
  return moved - began;
}
