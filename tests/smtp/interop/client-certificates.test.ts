import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { runCommand } from '../../support/command';
import { type Gateway, startGateway } from '../../support/gateway';

// A rule asks for the certificate of a partner's server, tried as an administrator would try it: with swaks.

const PARTNER = ['delivery.sender-domain', { operator: 'is', domains: ['partner.example'] }] as const;

let authority: CertificateAuthority;
let gateway: Gateway;
let directory: string;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  directory = await fs.mkdtemp(path.join(os.tmpdir(), 'siegel-client-certificates-'));
  gateway = await startGateway(
    {
      rules: [
        {
          name: 'partner by certificate',
          conditions: [PARTNER, ['connection.client-certificate', { test: 'name', names: ['mx.partner.example'] }]],
          actions: [['smtp.action', { outcome: 'accept' }]],
        },
        { name: 'nobody else as partner', conditions: [PARTNER], actions: [['smtp.action', { outcome: 'reject' }]] },
      ],
      localDomains: [
        {
          domain: 'local.example',
          // Nobody listens there: what is accepted waits.
          deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
        },
      ],
    },
    { authority },
  );
});

afterAll(async () => {
  await gateway?.stop();
  await fs.rm(directory, { recursive: true, force: true });
});

/** With a certificate for this name, issued by this authority; without one if there is no name. */
async function swaks(mode: 'tls' | 'tls-on-connect', name: string | null, issuer = authority) {
  const more: string[] = [];
  if (name !== null) {
    const { certificate, key } = await issuer.issue([name]);
    const [certificateFile, keyFile] = [path.join(directory, 'certificate.pem'), path.join(directory, 'key.pem')];
    await fs.writeFile(certificateFile, certificate);
    await fs.writeFile(keyFile, key);
    more.push('--tls-cert', certificateFile, '--tls-key', keyFile);
  }
  const port = String(mode === 'tls' ? gateway.ports.smtp : gateway.ports.smtps);
  const envelope = ['--helo', 'mx.partner.example', '--from', 'a@partner.example', '--to', 'b@local.example'];
  return runCommand('swaks', ['--server', '127.0.0.1', '--port', port, `--${mode}`, ...envelope, ...more]);
}

it.each(['tls', 'tls-on-connect'] as const)('with --%s the partner is let in by its certificate, and nobody else', async (mode) => {
  const partner = await swaks(mode, 'mx.partner.example');
  expect(partner.code, partner.output).toBe(0);
  // swaks ends with 23 if MAIL was refused.
  expect((await swaks(mode, null)).code).toBe(23);
  expect((await swaks(mode, 'mx.other.example')).code).toBe(23);
  expect((await swaks(mode, 'mx.partner.example', await createCertificateAuthority({ name: 'Somebody else' }))).code).toBe(23);
});
