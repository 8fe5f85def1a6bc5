import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInPage, startBrowser } from '../support/browser';
import { type CertificateAuthority, createCertificateAuthority } from '../support/certificate-authority';
import { type RunningConsole, startConsole } from '../support/console';
import { type DnsServer, startDnsServer } from '../support/dns-server';
import { type Gateway, startGateway, TEST_SECRET } from '../support/gateway';
import { startNextHop } from '../support/next-hop';
import { waitFor } from '../support/wait-for';
import { LABELS } from './rule-form';
import { clickForcedTlsIn, clickForcedTlsOut } from './seed-rules';

// An administrator follows the client's document click by click; then mail obeys.

let authority: CertificateAuthority;
let dns: DnsServer;
let gateway: Gateway;
let site: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ 'mx.partner.example': { a: ['127.0.0.1'] } });
  gateway = await startGateway({ routing: { relayNetworks: ['127.0.0.0/8'] } }, { dns, authority });
  site = await startConsole({ databaseUrl: gateway.databaseUrl, secretKey: TEST_SECRET });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await gateway?.stop();
  await dns?.stop();
});

describe.each(['en', 'de'] as const)('the two rules of the document, in %s', (locale) => {
  it('rule 1: mail from the domain without TLS is refused at MAIL FROM, with TLS it is accepted', async () => {
    const domain = `mydomain-${locale}.example`;
    const page = await signedInPage(browser, site.url, locale);
    await clickForcedTlsIn(page, LABELS[locale], { name: `mydomain_force_ssl_in_${locale}`, domain });
    await page.context().close();

    const plain = await gateway.connect('smtp');
    await plain.open();
    const refused = await plain.command(`MAIL FROM:<a@${domain}>`);
    expect(refused.code).toBe(550);
    expect(refused.text).toContain('5.7.10');
    await plain.command('RSET');
    await plain.expect('MAIL FROM:<a@other.example>', 250);
    await plain.quit();

    const upgraded = await gateway.connect('smtp');
    await upgraded.open();
    await upgraded.startTls();
    await upgraded.expect(`MAIL FROM:<a@${domain}>`, 250);
    await upgraded.quit();

    const implicit = await gateway.connect('smtps');
    await implicit.open();
    await implicit.expect(`MAIL FROM:<a@${domain}>`, 250);
    await implicit.quit();
  });

  it('rule 2: mail to the domain leaves over TLS from the first byte', async () => {
    const domain = `partner-${locale}.example`;
    const hop = await startNextHop({ opening: 'implicit', certificate: await authority.issue(['mx.partner.example']) });
    const page = await signedInPage(browser, site.url, locale);
    await clickForcedTlsOut(page, LABELS[locale], {
      name: `mydomain_force_ssl_out_${locale}`,
      domain,
      host: 'mx.partner.example',
      port: hop.port,
    });
    await page.context().close();

    const client = await gateway.connect('smtp');
    await client.open();
    const data = 'Subject: forced\r\n\r\nTLS from the first byte.\r\n';
    expect((await client.sendMessage({ from: 'a@local.example', to: [`b@${domain}`], data })).code).toBe(250);
    await client.quit();
    const message = await waitFor('the message at the next hop', () => hop.messages[0]);
    expect(message.data.toString()).toMatch(/TLS from the first byte\.\r\n$/);
    await hop.stop();
  });
});
