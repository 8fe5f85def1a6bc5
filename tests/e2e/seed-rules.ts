import type { Locator, Page } from 'playwright-core';

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
    saved: /Saved as revision \d+/,
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
    saved: /Gespeichert als Revision \d+/,
    active: 'Aktiv auf 1 von 1 Workern',
  },
} as const;
type Labels = (typeof LABELS)[keyof typeof LABELS];

async function openNewRule(page: Page, l: Labels): Promise<void> {
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

function addCondition(page: Page, l: Labels, category: string, entry: string): Promise<void> {
  return addPart(page, { category, categoryLabel: l.conditionCategory, entry, entryLabel: l.condition, button: l.addCondition });
}

function addAction(page: Page, l: Labels, category: string, entry: string): Promise<void> {
  return addPart(page, { category, categoryLabel: l.actionCategory, entry, entryLabel: l.action, button: l.addAction });
}

function row(page: Page, name: string): Locator {
  return page.getByRole('group', { name: new RegExp(name) }).last();
}

async function saved(page: Page, l: Labels): Promise<void> {
  await page.getByRole('button', { name: l.save }).click();
  // The header says it of the revision before; only the note speaks of this save.
  await page.getByRole('status').filter({ hasText: l.saved }).getByText(l.active).waitFor();
}

/** Steps 1 to 8 of the document's rule 1. */
export async function clickForcedTlsIn(page: Page, l: Labels, { name, domain }: { name: string; domain: string }): Promise<void> {
  await openNewRule(page, l);
  await page.getByLabel(l.name).fill(name);
  await page.getByLabel(l.enable).check();
  await addCondition(page, l, l.delivery, l.domain);
  await row(page, l.senderDomain).getByRole('combobox').selectOption({ label: l.is });
  await row(page, l.senderDomain).getByRole('textbox').fill(domain);
  await addCondition(page, l, l.connection, l.isSsl);
  await row(page, l.isSsl).getByRole('checkbox').uncheck();
  await page.getByLabel(l.all).check();
  await addAction(page, l, l.smtp, l.action);
  await row(page, l.action).getByRole('combobox').selectOption({ label: l.reject });
  await saved(page, l);
}

/** Steps 1 to 8 of the document's rule 2. */
export async function clickForcedTlsOut(
  page: Page,
  l: Labels,
  { name, domain, host, port }: { name: string; domain: string; host: string; port: number },
): Promise<void> {
  await openNewRule(page, l);
  await page.getByLabel(l.name).fill(name);
  await page.getByLabel(l.enable).check();
  await addCondition(page, l, l.delivery, l.relayingMail);
  await addCondition(page, l, l.recipient, l.domain);
  await row(page, l.recipientDomain).getByRole('combobox').selectOption({ label: l.is });
  await row(page, l.recipientDomain).getByRole('textbox').fill(domain);
  await page.getByLabel(l.all).check();
  await addAction(page, l, l.relay, l.host);
  await row(page, l.host).getByLabel(l.host, { exact: true }).fill(host);
  await row(page, l.host).getByLabel(l.port, { exact: true }).fill(String(port));
  await addAction(page, l, l.relay, l.sslEncryption);
  await row(page, l.sslEncryption).getByLabel(l.ssl, { exact: true }).check();
  await saved(page, l);
}
