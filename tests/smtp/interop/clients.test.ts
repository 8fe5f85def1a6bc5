import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../support/command';
import { type Gateway, startGateway } from '../../support/gateway';
import { forcedTlsIn } from '../../support/rules';

// The tools with which administrators try a mail server: swaks, Python's smtplib, openssl s_client.

const USER = { name: 'alice', password: 'correct horse battery' };

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    rules: [forcedTlsIn({ domain: 'mydomain.tld' })],
    localDomains: [
      {
        domain: 'local.example',
        // Nobody listens there: what is accepted waits.
        deliverTo: { hosts: [{ host: '127.0.0.1', port: 1 }], encryption: 'opportunistic', certificateCheck: null },
      },
    ],
    users: [USER],
  });
});

afterAll(() => gateway?.stop());

describe('swaks', () => {
  /** swaks ends with 23 if MAIL was refused, 24 if every RCPT was. */
  const swaks = (port: number, from: string, to: string, ...more: string[]) =>
    runCommand('swaks', ['--server', '127.0.0.1', '--port', String(port), '--helo', 'client.example', '--from', from, '--to', to, ...more]);

  it('rule 1: refused in plaintext, taken with --tls and with --tls-on-connect', async () => {
    const plain = await swaks(gateway.ports.smtp, 'a@mydomain.tld', 'swaks@local.example');
    expect(plain.code).toBe(23);
    expect(plain.output).toContain('<** 550 5.7.10 Encryption needed');

    const starttls = await swaks(gateway.ports.smtp, 'a@mydomain.tld', 'swaks@local.example', '--tls');
    expect(starttls.code, starttls.output).toBe(0);
    const implicit = await swaks(gateway.ports.smtps, 'a@mydomain.tld', 'swaks@local.example', '--tls-on-connect');
    expect(implicit.code, implicit.output).toBe(0);
    const other = await swaks(gateway.ports.smtp, 'a@other.tld', 'swaks@local.example');
    expect(other.code, other.output).toBe(0);
  });

  it.each(['PLAIN', 'LOGIN'])('signs in with AUTH %s and relays', async (mechanism) => {
    const login = ['--auth', mechanism, '--auth-user', USER.name, '--auth-password', USER.password];
    const signedIn = await swaks(gateway.ports.submission, 'alice@local.example', 'x@elsewhere.example', '--tls', ...login);
    expect(signedIn.code, signedIn.output).toBe(0);
  });

  it('may not relay without signing in', async () => {
    const stranger = await swaks(gateway.ports.smtp, 'a@other.tld', 'x@elsewhere.example');
    expect(stranger.code).toBe(24);
    expect(stranger.output).toContain('<** 550 5.7.1 Relaying denied');
  });
});

describe("Python's smtplib", () => {
  const SCRIPT = `
import smtplib, ssl, sys
port, mode, sender, recipient = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
context = ssl._create_unverified_context()
server = smtplib.SMTP_SSL('127.0.0.1', port, context=context) if mode == 'implicit' else smtplib.SMTP('127.0.0.1', port)
with server:
    if mode == 'starttls':
        server.starttls(context=context)
    if len(sys.argv) > 5:
        server.login(sys.argv[5], sys.argv[6])
    try:
        server.sendmail(sender, [recipient], 'Subject: from Python\\r\\n\\r\\nGr\\u00fc\\u00dfe\\r\\n'.encode('utf-8'), mail_options=['BODY=8BITMIME'])
        print('sent')
    except smtplib.SMTPSenderRefused as refused:
        print(refused.smtp_code, refused.smtp_error.decode())
`;
  const python = (...args: (string | number)[]) => runCommand('python3', ['-c', SCRIPT, ...args.map(String)]);

  it('rule 1: refused in plaintext, taken over STARTTLS and implicit TLS', async () => {
    expect((await python(gateway.ports.smtp, 'plain', 'a@mydomain.tld', 'py@local.example')).output).toMatch(
      /^550 5\.7\.10 Encryption needed/,
    );
    expect((await python(gateway.ports.smtp, 'starttls', 'a@mydomain.tld', 'py@local.example')).output).toBe('sent\n');
    expect((await python(gateway.ports.smtps, 'implicit', 'a@mydomain.tld', 'py@local.example')).output).toBe('sent\n');
  });

  it('signs in and relays', async () => {
    const args = [gateway.ports.smtps, 'implicit', 'a@local.example', 'x@elsewhere.example', USER.name, USER.password];
    expect((await python(...args)).output).toBe('sent\n');
  });
});

describe('openssl s_client', () => {
  const sClient = (...args: string[]) => runCommand('openssl', ['s_client', '-brief', ...args], { input: 'QUIT\r\n' });

  it.each(['tls1_2', 'tls1_3'])('agrees on -%s by STARTTLS and on the implicit-TLS port', async (version) => {
    const protocol = version === 'tls1_2' ? 'TLSv1.2' : 'TLSv1.3';
    const starttls = await sClient('-starttls', 'smtp', '-connect', `127.0.0.1:${gateway.ports.smtp}`, `-${version}`);
    expect(starttls.output).toContain(`Protocol version: ${protocol}`);
    const implicit = await sClient('-connect', `127.0.0.1:${gateway.ports.smtps}`, `-${version}`);
    expect(implicit.output).toContain(`Protocol version: ${protocol}`);
  });

  it('agrees on nothing older', async () => {
    const old = await sClient('-connect', `127.0.0.1:${gateway.ports.smtps}`, '-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0');
    expect(old.output).not.toContain('Protocol version');
    expect(old.output).toMatch(/alert protocol version|unsupported protocol|alert/);
  });
});
