import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, reload } from '../support/browser';
import { type CertificateAuthority, createCertificateAuthority } from '../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../support/dns-server';
import { type NextHop, startNextHop } from '../support/next-hop';
import { addAction, LABELS, row, savedAndActive } from './rule-form';
import { newestRevision, RULES_PAGE, type Scene, startScene } from './scene';

// The relay actions as an administrator clicks them together, and what the next hop then sees.

const l = LABELS.en;
const HOST = 'smart.example';
const PASSWORD = 'the password of the smart host';

let scene: Scene;
let page: Page;
let peer: NextHop;
let dns: DnsServer;

beforeAll(async () => {
  const authority: CertificateAuthority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
  const certificate = await authority.issue([HOST]);
  peer = await startNextHop({ opening: 'starttls', certificate, extensions: ['PIPELINING', 'AUTH PLAIN LOGIN'] });
  scene = await startScene({ routing: { relayNetworks: ['127.0.0.0/8'] } }, { dns, authority });
  page = await scene.newPage();
});
afterAll(async () => {
  await scene?.stop();
  await peer?.stop();
  await dns?.stop();
});

async function sendTo(recipient: string): Promise<void> {
  const client = await scene.gateway.connect('smtp');
  await client.open();
  await client.sendMessage({ from: 'anna@company.example', to: [recipient], data: 'Subject: Invoice\r\n\r\nHello\r\n' });
  await client.quit();
}

it('signs in to a host under a TLS profile; the password is never shown again, and is kept', async () => {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name, { exact: true }).fill('smart host');
  await page.getByLabel(l.enable).check();
  await addAction(page, l, l.relay, l.host);
  await row(page, l.host).getByLabel(l.host, { exact: true }).fill(HOST);
  await row(page, l.host).getByLabel(l.port, { exact: true }).fill(String(peer.port));
  await addAction(page, l, l.relay, 'TLS profile');
  await row(page, 'TLS profile').getByLabel('TLS profile', { exact: true }).selectOption({ label: 'BSI TR-02102-2' });
  await addAction(page, l, l.relay, 'Authentication');
  await row(page, 'Authentication').getByLabel('User', { exact: true }).fill('gateway');
  await page.getByRole('button', { name: l.save }).click();
  await page.getByText('Enter some text.').waitFor();
  await row(page, 'Authentication').getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);

  await sendTo('bob@partner.example');
  await scene.gateway.waitForState('bob@partner.example', 'delivered');
  expect(peer.signIns).toEqual([{ mechanism: 'PLAIN', user: 'gateway', password: PASSWORD, encrypted: true }]);
  expect(peer.handshakes).toMatchObject([{ version: 'TLSv1.3' }]);

  await page.getByRole('link', { name: 'smart host', exact: true }).click();
  const password = row(page, 'Authentication').getByLabel('Password', { exact: true });
  await password.waitFor();
  expect(await password.inputValue()).toBe('Stored, not shown');
  expect(await page.content()).not.toContain(PASSWORD);
  await row(page, 'Authentication').getByLabel('User', { exact: true }).fill('other');
  await page.getByRole('button', { name: l.save }).click();
  await savedAndActive(page);
  await sendTo('carol@partner.example');
  await scene.gateway.waitForState('carol@partner.example', 'delivered');
  expect(peer.signIns.at(-1)).toMatchObject({ user: 'other', password: PASSWORD });
});

it('refuses what can never act, at the action that is wrong', async () => {
  await open(page, `${RULES_PAGE}/new`);
  await page.getByLabel(l.name, { exact: true }).fill('contradiction');
  await addAction(page, l, l.relay, 'STARTTLS');
  await row(page, 'STARTTLS').getByLabel('STARTTLS', { exact: true }).selectOption({ label: 'Never' });
  await addAction(page, l, l.relay, 'When TLS fails');
  await page.getByRole('button', { name: l.save }).click();
  await page.getByText('TLS can only fail where it is demanded.').waitFor();
});

it('keeps the defaults of sending on one page', async () => {
  const before = await newestRevision(scene.gateway);
  await open(page, '/acceptance-routing/routing-basic-settings');
  await page.getByLabel('Source address (optional)').fill('everywhere');
  await page.getByLabel('Default TLS profile').selectOption({ label: 'RFC 9325' });
  await page.getByLabel('When TLS fails').selectOption({ label: 'Use this other secure route' });
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await page.getByText('This is not an IP address.').waitFor();
  expect(await newestRevision(scene.gateway)).toBe(before);
  await page.getByLabel('STARTTLS towards the MX').selectOption({ label: 'Required' });
  await page.getByLabel('Source address (optional)').fill('127.0.0.2');
  await page.getByLabel('Host', { exact: true }).first().fill('relay.example');
  await page.getByRole('button', { name: 'Save Configuration' }).click();
  await savedAndActive(page);
  await reload(page);
  expect(await page.getByLabel('STARTTLS towards the MX').inputValue()).toBe('starttls');
  expect(await page.getByLabel('Default TLS profile').inputValue()).toBe('rfc-9325');
  expect(await page.getByLabel('Source address (optional)').inputValue()).toBe('127.0.0.2');
  expect(await page.getByLabel('Host', { exact: true }).first().inputValue()).toBe('relay.example');
});
