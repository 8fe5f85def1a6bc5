import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { runCommand } from '../../support/command';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type Gateway, startGateway } from '../../support/gateway';
import { type Postfix, startPostfix } from '../../support/postfix';
import { forcedTlsIn, forcedTlsOut } from '../../support/rules';
import { waitFor } from '../../support/wait-for';

// Both rules with a real Postfix on either side: a peer whose behaviour nobody here decides.

const HOST = 'mx.partner.example';

let authority: CertificateAuthority;
let dns: DnsServer;
let nextHop: Postfix;
let gateway: Gateway;
const senders: Postfix[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST]: { a: ['127.0.0.1'] } });
  nextHop = await startPostfix({
    hostname: HOST,
    certificate: await authority.issue([HOST]),
    keepsMailFor: ['partner.example', 'local.example'],
    settings: { smtpd_tls_received_header: 'yes', smtpd_tls_loglevel: '1' },
  });
  gateway = await startGateway(
    {
      rules: [forcedTlsIn({ domain: 'mydomain.tld' })],
      routing: { relayNetworks: ['127.0.0.0/8'] },
      localDomains: [
        {
          domain: 'local.example',
          deliverTo: { hosts: [{ host: HOST, port: nextHop.port }], encryption: 'starttls', certificateCheck: null },
        },
      ],
    },
    { dns, authority },
  );
});

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
});

afterAll(async () => {
  await gateway?.stop();
  await nextHop?.stop();
  await dns?.stop();
});

async function sender(settings: Readonly<Record<string, string>>): Promise<Postfix> {
  const postfix = await startPostfix({
    hostname: 'out.mydomain.tld',
    // Its own bounces go nowhere, so that only the mail under test is seen.
    settings: { mydestination: 'mydomain.tld, other.tld', local_transport: 'discard:', ...settings },
  });
  senders.push(postfix);
  return postfix;
}

/** The log line with which Postfix says what became of its message. */
function outcome(postfix: Postfix, recipient: string): Promise<string> {
  return waitFor(`Postfix's word on ${recipient}`, async () => {
    const lines = (await postfix.log()).split('\n');
    return lines.find((line) => line.includes(`to=<${recipient}>`) && line.includes('status='));
  });
}

function arrived(subject: string): Promise<string> {
  return waitFor(`"${subject}" at the next hop`, async () => (await nextHop.mail()).find((mail) => mail.includes(`Subject: ${subject}\n`)));
}

const message = (subject: string): string => `From: a@mydomain.tld\nSubject: ${subject}\n\nHello\n`;

describe('rule 1 with Postfix as the sender', () => {
  it('refuses the domain in plaintext at MAIL FROM; Postfix returns the mail at once', async () => {
    const postfix = await sender({ relayhost: `[127.0.0.1]:${gateway.ports.smtp}`, smtp_tls_security_level: 'none' });
    await postfix.sendmail('a@mydomain.tld', ['plain@local.example'], message('in plaintext'));
    const said = await outcome(postfix, 'plain@local.example');
    expect(said).toContain('status=bounced');
    expect(said).toMatch(/550 5\.7\.10 Encryption needed.*in reply to MAIL FROM/);
  });

  it('takes it after STARTTLS, which Postfix demands', async () => {
    const postfix = await sender({ relayhost: `[127.0.0.1]:${gateway.ports.smtp}`, smtp_tls_security_level: 'encrypt' });
    await postfix.sendmail('a@mydomain.tld', ['starttls@local.example'], message('after STARTTLS'));
    expect(await outcome(postfix, 'starttls@local.example')).toMatch(/status=sent \(250 2\.0\.0 /);
    expect(await arrived('after STARTTLS')).toMatch(/by mx\.siegel\.example with ESMTPS id .*TLSv1\.3/s);
  });

  it('takes it over implicit TLS', async () => {
    const postfix = await sender({
      relayhost: `[127.0.0.1]:${gateway.ports.smtps}`,
      smtp_tls_security_level: 'encrypt',
      smtp_tls_wrappermode: 'yes',
    });
    await postfix.sendmail('a@mydomain.tld', ['implicit@local.example'], message('over implicit TLS'));
    expect(await outcome(postfix, 'implicit@local.example')).toMatch(/status=sent \(250 2\.0\.0 /);
    await arrived('over implicit TLS');
  });

  it('takes another domain in plaintext', async () => {
    const postfix = await sender({ relayhost: `[127.0.0.1]:${gateway.ports.smtp}`, smtp_tls_security_level: 'none' });
    await postfix.sendmail('a@other.tld', ['other@local.example'], message('from another domain'));
    expect(await outcome(postfix, 'other@local.example')).toMatch(/status=sent \(250 2\.0\.0 /);
    await arrived('from another domain');
  });

  it('takes what smtp-source sends over ten sessions, and all of it arrives', async () => {
    const before = (await nextHop.mail()).length;
    const args = ['-4', '-s', '10', '-m', '200', '-l', '2000', '-f', 'a@other.tld', '-t', 'many@local.example'];
    expect(await runCommand('smtp-source', [...args, `127.0.0.1:${gateway.ports.smtp}`])).toEqual({ code: 0, output: '' });
    await waitFor('200 messages', async () => (await nextHop.mail()).length === before + 200, { timeoutMs: 40_000 });
  });
});

describe('rule 2 with Postfix as the next hop', () => {
  async function send(recipient: string, subject: string): Promise<void> {
    const client = await gateway.connect('smtp');
    await client.open();
    const data = message(subject).replaceAll('\n', '\r\n');
    expect((await client.sendMessage({ from: 'a@local.example', to: [recipient], data })).code).toBe(250);
    await client.quit();
  }

  it('delivers to its implicit-TLS port', async () => {
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: nextHop.tlsPort })]);
    await send('bob@partner.example', 'over forced TLS');
    expect(await arrived('over forced TLS')).toMatch(/by mx\.partner\.example \(Postfix\) with ESMTPS/);
    await gateway.waitForState('bob@partner.example', 'delivered');
  });

  it('delivers under the TLS profile of BSI, though Postfix would rather use X25519', async () => {
    const rule = forcedTlsOut({ domain: 'partner.example', host: HOST, port: nextHop.tlsPort });
    await gateway.setRules([{ ...rule, actions: [...rule.actions, ['relay.tls-profile', { profile: 'bsi-tr-02102-2' }]] }]);
    await send('dora@partner.example', 'under a TLS profile');
    expect(await arrived('under a TLS profile')).toMatch(/key-exchange ECDHE \((?:prime256v1|P-256)\)/);
    await gateway.waitForState('dora@partner.example', 'delivered');
    expect(await gateway.attempts('dora@partner.example')).toMatchObject([
      { outcome: 'delivered', demanded: { profile: 'bsi-tr-02102-2' }, achieved: { version: 'TLSv1.3', group: 'secp256r1' } },
    ]);
  });

  it('waits where Postfix does only what the TLS profile excludes', async () => {
    const weak = await startPostfix({
      hostname: HOST,
      certificate: await authority.issue([HOST]),
      keepsMailFor: ['partner.example'],
      settings: {
        smtpd_tls_mandatory_protocols: '<=TLSv1.2',
        smtpd_tls_mandatory_ciphers: 'high',
        tls_high_cipherlist: 'ECDHE-ECDSA-AES256-SHA384',
      },
    });
    senders.push(weak);
    const rule = forcedTlsOut({ domain: 'partner.example', host: HOST, port: weak.tlsPort });
    await gateway.setRules([{ ...rule, actions: [...rule.actions, ['relay.tls-profile', { profile: 'rfc-9325' }]] }]);
    await send('emil@partner.example', 'to a weak Postfix');
    await gateway.waitForState('emil@partner.example', 'deferred');
    expect(await gateway.attempts('emil@partner.example')).toMatchObject([
      { reason: 'tls-below-profile', achieved: { version: 'TLSv1.2', cipher: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384' } },
    ]);
    expect(await weak.mail()).toEqual([]);
  });

  it('waits at its STARTTLS port, and delivers when the rule is corrected', async () => {
    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: nextHop.port })]);
    await send('carol@partner.example', 'to the wrong port');
    await gateway.waitForState('carol@partner.example', 'deferred');
    expect(await gateway.attempts('carol@partner.example')).toMatchObject([{ outcome: 'deferred', reason: 'peer-speaks-plaintext' }]);
    expect((await nextHop.mail()).some((mail) => mail.includes('to the wrong port'))).toBe(false);

    await gateway.setRules([forcedTlsOut({ domain: 'partner.example', host: HOST, port: nextHop.tlsPort })]);
    await gateway.retryNow('carol@partner.example');
    await arrived('to the wrong port');
  });
});
