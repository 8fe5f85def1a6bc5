import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDomain } from '@/lib/policy/local-domain';
import type { RelayTarget } from '@/lib/policy/relay-target';
import { selfSignedCertificate } from '../../support/certificate-authority';
import { freePort } from '../../support/free-port';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { newTransaction } from '../queue/new-transaction';
import { type Outgoing, startOutgoing } from './outgoing';

// Senders learn that their mail is delayed: once, in time, and only if they want to.

const BOB = 'bob@partner.example';
const CAROL = 'carol@partner.example';
const FIVE_HOURS_AGO = new Date(Date.now() - 5 * 3600 * 1000);

let outgoing: Outgoing;
let senders: NextHop;

beforeEach(async () => {
  senders = await startNextHop({ opening: 'plaintext' });
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null });
});

afterEach(async () => {
  await outgoing?.stop();
  await senders?.stop();
});

function target(port: number): RelayTarget {
  return { hosts: [{ host: '127.0.0.1', port }], encryption: 'opportunistic', certificateCheck: null, authentication: null };
}

/** Where DSNs go. */
function local(): LocalDomain {
  return { id: '00000000-0000-4000-8000-000000000001', domain: 'local.example', deliverTo: target(senders.port) };
}

async function refusing(delayWarning: number | null = 4 * 3600): Promise<void> {
  outgoing.setPolicy({
    localDomains: [local()],
    routing: { delayWarning, smartHost: target(await freePort()) },
  });
}

interface Asked {
  readonly receivedAt?: Date;
  readonly notify?: string | null;
}

/** A message that fails for now. */
async function fail({ receivedAt = FIVE_HOURS_AGO, notify = null }: Asked): Promise<void> {
  const { recipients } = newTransaction({}, [BOB, CAROL]);
  await outgoing.accept({ to: [], receivedAt, recipients: recipients.map((each) => ({ ...each, dsnNotify: notify })) });
  await outgoing.records.waitForState(BOB, 'deferred');
  await outgoing.records.waitForState(CAROL, 'deferred');
}

async function warnings(): Promise<string[]> {
  const { pending = 0, active = 0 } = await outgoing.records.countByState();
  await waitFor('everything to have been sent', () => pending + active === 0 || senders.messages.length > 0);
  return senders.messages.map(({ data }) => data.toString());
}

describe('A delay', () => {
  it('is told to the sender, who is asked for nothing', async () => {
    await refusing();
    await fail({});
    const [text = '', ...others] = await warnings();
    expect(others).toEqual([]);
    expect(senders.messages[0]).toMatchObject({ sender: '', recipients: [{ address: 'alice@local.example' }] });
    expect(text).toContain('Subject: Mail delayed / Nachricht noch nicht zugestellt');
    for (const address of [BOB, CAROL])
      expect(text).toContain(`Final-Recipient: rfc822; ${address}\r\nAction: delayed\r\nStatus: 4.4.1\r\n`);
    expect(text).toMatch(/Diagnostic-Code: X-Siegel; No connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
    expect(text).toMatch(/Will-Retry-Until: \w{3}, /);
    expect(text).toContain('You need not send it once more');
    expect(text).not.toContain('\r\nbody\r\n');
  });

  it('for want of TLS says what was demanded and achieved, and whose certificate was shown', async () => {
    const certificate = await selfSignedCertificate(['mx.partner.example', 'mx2.partner.example']);
    const peer = await startNextHop({ opening: 'implicit', certificate });
    await refusing();
    outgoing.setPolicy({
      localDomains: [local()],
      routing: { smartHost: { ...target(peer.port), encryption: 'implicit', certificateCheck: { kind: 'trusted' } } },
    });
    await fail({});
    const text = (await warnings()).join('').replaceAll('=\r\n', '');
    await peer.stop();
    expect(text).toContain('Status: 4.7.5');
    expect(text).toContain('Encryption demanded: Encrypted, trusted CA. Achieved: Encrypted.');
    expect(text).toMatch(
      /Its certificate: for mx\.partner\.example, mx2\.partner\.example, issued by CN=3Dmx\.partner\.example, valid from \d{4}-\d\d-\d\d until \d{4}-\d\d-\d\d, SHA-256 fingerprint [0-9a-f]{64}\./,
    );
    expect(text).toContain('Sein Zertifikat: f=C3=BCr mx.partner.example');
  });

  it('is told once, however long it lasts', async () => {
    await refusing();
    await fail({});
    await warnings();
    await outgoing.act('retry', BOB);
    await waitFor('a second attempt', async () => (await outgoing.records.attempts(BOB)).length === 2);
    await outgoing.records.waitForState(BOB, 'deferred');
    const { rows } = await outgoing.pool.query(`SELECT count(*)::int AS dsns FROM mail_transaction WHERE reports_on IS NOT NULL`);
    expect(rows).toEqual([{ dsns: 1 }]);
  });

  it.each<[string, Asked, number | null]>([
    ['before its time', { receivedAt: new Date() }, 4 * 3600],
    ['to who wants to hear of failures alone', { notify: 'FAILURE' }, 4 * 3600],
    ['to who wants to hear nothing', { notify: 'NEVER' }, 4 * 3600],
    ['where it is switched off', {}, null],
  ])('is not told %s', async (_, asked, delayWarning) => {
    await refusing(delayWarning);
    await fail(asked);
    const { rows } = await outgoing.pool.query(`SELECT count(*)::int AS dsns FROM mail_transaction WHERE reports_on IS NOT NULL`);
    expect(rows).toEqual([{ dsns: 0 }]);
  });

  it('is told to who asked for it alone', async () => {
    await refusing();
    await fail({ notify: 'DELAY' });
    expect(await warnings()).toHaveLength(1);
  });
});
