import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replayReportSchema } from '@/lib/api/contracts/replays';
import { open, signedInPage } from '../support/browser';
import { holdAnswer } from '../support/held-answer';
import { recordTraffic } from '../support/recorded-traffic';
import { forcedTlsIn } from '../support/rules';
import { addAction, addCondition, LABELS, row } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// What a rule would have done to recorded mail, before it is saved.

const RECORDED = 100_000;
/** For a replay of all of it. */
const WHOLE = { timeout: 120_000 };
const ARTIFACTS = path.resolve('tests/.artifacts');
const l = LABELS.en;
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await startScene({ routing: { relayNetworks: ['198.18.0.0/15'] } });
  page = await scene.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(() => scene?.stop());

function panel(on = page, name = 'Replay on recorded mail') {
  return on.getByRole('region', { name });
}

async function draftPlainIsRefused(): Promise<void> {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name).fill('only TLS');
  await addCondition(page, l, l.connection, l.isSsl);
  await row(page, l.isSsl).getByRole('checkbox').uncheck();
  await addAction(page, l, l.smtp, l.action);
}

it('waits for a complete rule, and says when no mail was recorded', async () => {
  await open(page, `${RULES_PAGE}/new`);
  const start = panel().getByRole('button', { name: 'Replay' });
  expect(await start.isDisabled()).toBe(true);
  await panel().getByText('Complete the rule first').waitFor();
  await draftPlainIsRefused();
  await start.click();
  await panel().getByText('No message was recorded in this time.').waitFor();
});

it('shows of 100,000 recorded messages those that the draft would refuse, grouped as one likes, and saves nothing', async () => {
  await recordTraffic(scene.gateway.sql, { transactions: RECORDED, domains: 200, clients: 40, days: 6 });
  const before = await newestRevision(scene.gateway);
  await draftPlainIsRefused();
  await panel().getByRole('button', { name: 'Replay' }).click();
  await panel().getByRole('progressbar').waitFor();
  await panel().getByText('10,000 of 100,000 messages would have been refused that the policy in force does not refuse.').waitFor(WHOLE);
  const table = panel().getByRole('table');
  await table.getByRole('columnheader', { name: 'Sender domain' }).waitFor();
  await table.getByText('550 5.7.10').first().waitFor();
  await panel().getByText('Recipient domain', { exact: true }).click();
  await table.getByText('p0.example').waitFor();
  await panel().getByText('Client', { exact: true }).click();
  await table.getByText('198.18.0.1', { exact: true }).waitFor();
  const example = await table.getByRole('link').first().getAttribute('href');
  expect((await page.request.get(example ?? '')).status()).toBe(200);
  expect(await newestRevision(scene.gateway)).toBe(before);
});

it('says that the rule has been changed since', async () => {
  await page.getByLabel(l.name).fill('only TLS, now');
  await panel().getByText('The rule has been changed since this replay.').waitFor();
});

it('can be stopped at any time, and keeps what it has found until then', async () => {
  await draftPlainIsRefused();
  await panel().getByLabel('Mail of the last').selectOption({ label: '30 days' });
  const answer = await holdAnswer(page, scene.site.url, '/api/v1/replays', 1);
  await panel().getByRole('button', { name: 'Replay' }).click();
  const [report] = (await answer.passed).map((line) => replayReportSchema.parse(JSON.parse(line)));
  const judged = (report?.judged ?? 0).toLocaleString('en');
  expect(report).toMatchObject({ done: false, total: RECORDED });
  await panel().getByText(`${judged} of 100,000 messages judged`).waitFor();
  await panel().getByRole('button', { name: 'Stop' }).click();
  await panel().getByText(`Stopped after ${judged} of 100,000 messages`).waitFor();
  const changed = (report?.changed ?? 0).toLocaleString('en');
  await panel().getByText(`${changed} of ${judged} messages would have been refused`).waitFor();
  await panel().getByRole('table').getByText('550 5.7.10').first().waitFor();
  // The work behind it ends, too.
  await answer.hungUp;
  await answer.stop();
  await panel().getByRole('button', { name: 'Replay' }).click();
  await panel().getByText('10,000 of 100,000 messages would have been refused').waitFor(WHOLE);
});

it('judges the list without the rule, in German, on a narrow and dark screen', async () => {
  const rule = forcedTlsIn({ domain: 'd10.example' });
  await scene.gateway.setRules([rule]);
  const german = await signedInPage(scene.browser, scene.site.url, 'de');
  await german.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await german.setViewportSize({ width: 390, height: 900 });
  await open(german, RULES_PAGE);
  await german.getByRole('link', { name: rule.name, exact: true }).click();
  const deleted = panel(german, 'Probelauf mit aufgezeichneter Mail');
  await deleted.getByLabel('Beurteilt wird').selectOption({ label: 'Die Liste ohne diese Regel' });
  await deleted.getByRole('button', { name: 'Probelauf starten' }).click();
  await deleted.getByText(/Nachrichten wären angenommen worden, die die geltende Richtlinie nicht annimmt/).waitFor(WHOLE);
  await deleted.getByText('d10.example', { exact: true }).waitFor();
  await german.screenshot({ path: path.join(ARTIFACTS, 'replay-de-dark-390.png'), fullPage: true });
  await german.context().close();
});
