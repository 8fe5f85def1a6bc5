import type { Page } from 'playwright-core';
import { addAction, addCondition, type Labels, openNewRule, row, savedAndActive } from './rule-form';

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
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page, l);
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
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page, l);
}
