import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateAuthority, createCertificateAuthority } from '../../support/certificate-authority';
import { type DnsServer, startDnsServer } from '../../support/dns-server';
import { type Exim, startExim } from '../../support/exim';
import { type Gateway, startGateway } from '../../support/gateway';
import { type Postfix, startPostfix } from '../../support/postfix';
import { forcedTlsIn, forcedTlsOut } from '../../support/rules';
import { SmtpClient } from '../../support/smtp-client';
import { waitFor } from '../../support/wait-for';

// Whole ways of a mail through servers that nobody here has written: Postfix or Exim, then the gateway, then Postfix or Exim.

const KINDS = ['Postfix', 'Exim'] as const;
type Kind = (typeof KINDS)[number];
type Peer = Pick<Postfix & Exim, 'port' | 'tlsPort' | 'log' | 'mail' | 'stop'>;

const WAYS = ['STARTTLS', 'implicit TLS'] as const;
type Way = (typeof WAYS)[number] | 'plaintext';

const HOST = { Postfix: 'mx.postfix.example', Exim: 'mx.exim.example' } as const;
const SENDER_DOMAIN = 'mydomain.tld';

/** Mail for this domain goes to a next hop of that kind, that way. */
const domainOf = (kind: Kind, way: Way): string => `${way === 'STARTTLS' ? 'starttls' : 'implicit'}.${kind.toLowerCase()}.example`;

let authority: CertificateAuthority;
let dns: DnsServer;
let gateway: Gateway;
let nextHops: Readonly<Record<Kind, Peer>>;
const senders: Peer[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  dns = await startDnsServer({ [HOST.Postfix]: { a: ['127.0.0.1'] }, [HOST.Exim]: { a: ['127.0.0.1'] } });
  const nextHop = async (kind: Kind) => ({
    hostname: HOST[kind],
    certificate: await authority.issue([HOST[kind]]),
    // Its own reports to the sender stay here as well.
    keepsMailFor: [...WAYS.map((way) => domainOf(kind, way)), SENDER_DOMAIN],
  });
  nextHops = { Postfix: await startPostfix(await nextHop('Postfix')), Exim: await startExim(await nextHop('Exim')) };
  gateway = await startGateway(
    {
      rules: [
        forcedTlsIn({ domain: SENDER_DOMAIN }),
        ...KINDS.map((kind) => forcedTlsOut({ domain: domainOf(kind, 'implicit TLS'), host: HOST[kind], port: nextHops[kind].tlsPort })),
      ],
      routing: { relayNetworks: ['127.0.0.0/8'] },
      localDomains: KINDS.map((kind) => ({
        domain: domainOf(kind, 'STARTTLS'),
        deliverTo: { hosts: [{ host: HOST[kind], port: nextHops[kind].port }], encryption: 'starttls', certificateCheck: null },
      })),
    },
    { dns, authority },
  );
});

afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.stop()));
});

afterAll(async () => {
  await gateway?.stop();
  for (const kind of KINDS) await nextHops?.[kind].stop();
  await dns?.stop();
});

/** A server that hands all its mail to the gateway, but for what comes back to the sender. */
async function startSender(kind: Kind, way: Way): Promise<Peer> {
  const hostname = `out.${SENDER_DOMAIN}`;
  const port = String(way === 'implicit TLS' ? gateway.ports.smtps : gateway.ports.smtp);
  const common = { hostname, keepsMailFor: [SENDER_DOMAIN] };
  const sender =
    kind === 'Exim'
      ? await startExim({
          ...common,
          relay: {
            port,
            ...(way === 'implicit TLS' ? { protocol: 'smtps' } : {}),
            ...(way === 'plaintext' ? { hosts_avoid_tls: '*' } : { hosts_require_tls: '*' }),
          },
        })
      : await startPostfix({
          ...common,
          settings: {
            relayhost: `[127.0.0.1]:${port}`,
            smtp_tls_security_level: way === 'plaintext' ? 'none' : 'encrypt',
            smtp_tls_wrappermode: way === 'implicit TLS' ? 'yes' : 'no',
          },
        });
  senders.push(sender);
  return sender;
}

interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body?: string;
  /** Parameters of MAIL and RCPT, each with a space before it. */
  readonly mail?: string;
  readonly rcpt?: string;
}

/** Hands it to a server as a client of its network would. */
async function submit(port: number, { from, to, subject, body = 'Hello\r\n', mail = '', rcpt = '' }: Mail): Promise<void> {
  const client = await SmtpClient.connect({ port });
  await client.open();
  await client.expect(`MAIL FROM:<${from}>${mail}`, 250);
  await client.expect(`RCPT TO:<${to}>${rcpt}`, 250);
  await client.expect('DATA', 354);
  client.sendRaw(`From: ${from}\r\nSubject: ${subject}\r\n\r\n${body}`);
  await client.expect('.', 250);
  await client.quit();
}

/** The mail that holds all of this, in whatever case, as UTF-8. */
function arrived(peer: Peer, ...parts: readonly string[]): Promise<string> {
  return waitFor(
    `a mail with ${parts.join(', ')}`,
    async () => {
      const mails = (await peer.mail()).map((mail) => Buffer.from(mail, 'latin1').toString('utf8'));
      return mails.find((mail) => parts.every((part) => mail.toLowerCase().includes(part.toLowerCase())));
    },
    { timeoutMs: 30_000 },
  );
}

/** What the gateway has recorded of a mail to this address. */
async function recorded(address: string): Promise<unknown> {
  const { rows } = await gateway.sql.query(
    `SELECT t.sender, t.smtp_utf8, t.dsn_ret, t.dsn_envid, r.dsn_notify, r.dsn_orcpt
     FROM mail_recipient r JOIN mail_transaction t ON t.id = r.transaction_id WHERE r.address = $1`,
    [address],
  );
  return rows;
}

describe.each(KINDS.flatMap((sender) => KINDS.flatMap((nextHop) => WAYS.map((way) => [sender, nextHop, way] as const))))(
  '%s, the gateway, %s, over %s',
  (senderKind, nextHopKind, way) => {
    const name = `${senderKind}-${nextHopKind}-${way === 'STARTTLS' ? 'starttls' : 'implicit'}`.toLowerCase();
    const nextHop = (): Peer => nextHops[nextHopKind];

    it('carries delivery status notifications: who asked for a report gets one from the last server that can', async () => {
      const sender = await startSender(senderKind, way);
      const [from, to] = [`reported-${name}@${SENDER_DOMAIN}`, `reported@${domainOf(nextHopKind, way)}`];
      const asked = { mail: ` RET=HDRS ENVID=id-${name}`, rcpt: ` NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first-${name}@first.example` };
      await submit(sender.port, { from, to, subject: `reported ${name}`, ...asked });
      expect(await arrived(nextHop(), `Subject: reported ${name}\n`)).toMatch(/by mx\.siegel\.example with ESMTPS id .*TLSv?1\.3/s);
      const report = await arrived(nextHop(), `Original-Envelope-Id: id-${name}`, `Original-Recipient: rfc822;first-${name}@first.example`);
      expect(report).toContain('Action: delivered');
      expect(await recorded(to)).toContainEqual({
        sender: from,
        smtp_utf8: false,
        dsn_ret: 'HDRS',
        dsn_envid: `id-${name}`,
        dsn_notify: 'SUCCESS,FAILURE',
        dsn_orcpt: `rfc822;first-${name}@first.example`,
      });
    });

    it('carries internationalised addresses', async () => {
      const sender = await startSender(senderKind, way);
      const [from, to] = [`grüße-${name}@${SENDER_DOMAIN}`, `empfänger@${domainOf(nextHopKind, way)}`];
      await submit(sender.port, { from, to, subject: `Übung ${name}`, mail: ' SMTPUTF8' });
      expect(await arrived(nextHop(), `Subject: Übung ${name}\n`)).toMatch(/by mx\.siegel\.example with UTF8SMTPS id/);
      expect(await recorded(to)).toContainEqual(expect.objectContaining({ sender: from, smtp_utf8: true }));
      await gateway.waitForState(to, 'delivered');
    });
  },
);

describe.each(KINDS)('%s as the sender', (kind) => {
  it('returns at once what rule 1 refuses in plaintext', async () => {
    const sender = await startSender(kind, 'plaintext');
    const to = `plain@${domainOf(kind, 'STARTTLS')}`;
    await submit(sender.port, { from: `plain@${SENDER_DOMAIN}`, to, subject: `${kind} in plaintext` });
    expect(await arrived(sender, '550 5.7.10 Encryption needed')).toContain(to);
    expect(await gateway.recipientState(to)).toBeNull();
  });

  it('is given every octet of a large message, dots and long lines and all', async () => {
    const sender = await startSender(kind, 'STARTTLS');
    const to = `large-${kind.toLowerCase()}@${domainOf('Postfix', 'STARTTLS')}`;
    const body = `${`..\r\n.\r\n. x\r\n${'y'.repeat(990)}\r\n`.repeat(2000)}the end\r\n`;
    await submit(sender.port, {
      from: `large@${SENDER_DOMAIN}`,
      to,
      subject: `${kind} large`,
      body: body.replaceAll('\r\n.', '\r\n..').replace(/^\./, '..'),
    });
    const mail = await arrived(nextHops.Postfix, `Subject: ${kind} large\n`, '\nthe end\n');
    expect(mail.slice(mail.indexOf('\n\n') + 2)).toBe(body.replaceAll('\r\n', '\n'));
  });
});

it('Exim sends in chunks since the gateway offers them', async () => {
  const sender = await startSender('Exim', 'STARTTLS');
  const to = `chunks@${domainOf('Exim', 'STARTTLS')}`;
  await submit(sender.port, { from: `chunks@${SENDER_DOMAIN}`, to, subject: 'in chunks' });
  await arrived(nextHops.Exim, 'Subject: in chunks\n');
  // "K" marks CHUNKING in the line of a delivery.
  expect(await waitFor('the line of the delivery', async () => /^.* => chunks@.*$/m.exec(await sender.log())?.[0])).toMatch(
    / K C="250 2\.0\.0 Ok: queued as /,
  );
});
