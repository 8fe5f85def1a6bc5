import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../support/wait-for';

// The rule editor by what a user sees on it.

/** What stands on the screen, as the client's document names it and as it reads in German. */
export const LABELS = {
  en: {
    security: 'Security & Filtering',
    acceptanceAndRouting: 'Acceptance & Routing',
    advanced: 'Advanced Settings',
    add: 'Add Acceptance / Routing Rule',
    name: 'Rule name',
    enable: 'Enable this acceptance / routing rule',
    all: 'ALL of the conditions below',
    conditionCategory: 'Condition category',
    condition: 'Condition',
    addCondition: 'Add condition',
    actionCategory: 'Action category',
    action: 'Action',
    addAction: 'Add action',
    save: 'Save Configuration',
    delivery: 'Delivery',
    connection: 'Connection',
    recipient: 'Recipient',
    smtp: 'SMTP',
    relay: 'Relay',
    domain: 'Domain',
    senderDomain: 'Sender domain',
    recipientDomain: 'Recipient domain',
    isSsl: 'Is SSL',
    relayingMail: 'Relaying mail',
    is: 'Is',
    reject: 'Reject',
    host: 'Host',
    port: 'Port',
    sslEncryption: 'SSL Encryption',
    ssl: 'SSL',
    saved: /Saved as revision (\d+)/,
    active: 'Active on 1 of 1 workers',
  },
  de: {
    security: 'Sicherheit & Filterung',
    acceptanceAndRouting: 'Annahme & Weiterleitung',
    advanced: 'Erweiterte Einstellungen',
    add: 'Annahme-/Weiterleitungsregel hinzufügen',
    name: 'Regelname',
    enable: 'Diese Annahme-/Weiterleitungsregel aktivieren',
    all: 'ALLE folgenden Bedingungen',
    conditionCategory: 'Kategorie der Bedingung',
    condition: 'Bedingung',
    addCondition: 'Bedingung hinzufügen',
    actionCategory: 'Kategorie der Aktion',
    action: 'Aktion',
    addAction: 'Aktion hinzufügen',
    save: 'Konfiguration speichern',
    delivery: 'Zustellung',
    connection: 'Verbindung',
    recipient: 'Empfänger',
    smtp: 'SMTP',
    relay: 'Weiterleitung',
    domain: 'Domain',
    senderDomain: 'Absenderdomain',
    recipientDomain: 'Empfängerdomain',
    isSsl: 'Ist SSL',
    relayingMail: 'Weitergeleitete Mail',
    is: 'Ist',
    reject: 'Ablehnen',
    host: 'Host',
    port: 'Port',
    sslEncryption: 'SSL-Verschlüsselung',
    ssl: 'SSL',
    saved: /Gespeichert als Revision (\d+)/,
    active: 'Aktiv auf 1 von 1 Workern',
  },
} as const;
export type Labels = (typeof LABELS)[keyof typeof LABELS];

export async function openNewRule(page: Page, l: Labels): Promise<void> {
  const advanced = page.getByRole('link', { name: l.advanced, exact: true });
  for (const group of [l.security, l.acceptanceAndRouting]) {
    if (!(await advanced.isVisible())) await page.getByRole('navigation').getByText(group, { exact: true }).click();
  }
  await advanced.click();
  await page.getByRole('link', { name: l.add }).first().click();
}

async function addPart(page: Page, { category, categoryLabel, entry, entryLabel, button }: Record<string, string>): Promise<void> {
  await page.getByLabel(categoryLabel ?? '', { exact: true }).selectOption({ label: category ?? '' });
  await page
    .getByLabel(entryLabel ?? '', { exact: true })
    .last()
    .selectOption({ label: entry ?? '' });
  await page.getByRole('button', { name: button ?? '', exact: true }).click();
}

export function addCondition(page: Page, l: Labels, category: string, entry: string): Promise<void> {
  return addPart(page, { category, categoryLabel: l.conditionCategory, entry, entryLabel: l.condition, button: l.addCondition });
}

export function addAction(page: Page, l: Labels, category: string, entry: string): Promise<void> {
  return addPart(page, { category, categoryLabel: l.actionCategory, entry, entryLabel: l.action, button: l.addAction });
}

export function row(page: Page, name: string): Locator {
  return page.getByRole('group', { name: new RegExp(name) }).last();
}

const seen = new WeakMap<Page, number>();

/** Resolves when the note of the newest save on this page says that the worker enforces it. Notes of earlier saves may still stand beside it. */
export async function savedAndActive(page: Page, l: Labels = LABELS.en): Promise<void> {
  const notes = page.getByRole('status').filter({ hasText: l.saved });
  const before = seen.get(page) ?? 0;
  const revision = await waitFor(`a note of a revision after ${before}`, async () => {
    const texts = await notes.allInnerTexts();
    const newest = Math.max(0, ...texts.map((text) => Number(l.saved.exec(text)?.[1])));
    return newest > before ? newest : null;
  });
  seen.set(page, revision);
  await notes
    .filter({ hasText: new RegExp(`Revision ${revision}\\b`, 'i') })
    .getByText(l.active)
    .waitFor();
}

/** What a screen reader says after the name of a field: its help and its error. */
export function descriptionOf(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}
