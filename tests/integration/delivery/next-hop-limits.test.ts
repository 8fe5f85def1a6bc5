import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RoutingSettings } from '@/lib/policy/basic-settings';
import { DEFAULT_ROUTING } from '@/lib/policy/basic-settings';
import { freePort } from '../../support/free-port';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { type Outgoing, startOutgoing } from './outgoing';

// What one next hop is given, and when it is left alone.

let outgoing: Outgoing;
let peer: NextHop;

beforeEach(async () => {
  peer = await startNextHop({ opening: 'plaintext' });
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null });
});

afterEach(async () => {
  await outgoing?.stop();
  await peer?.stop();
});

function routeTo(port: number, given: Partial<RoutingSettings['perNextHop']> = {}, routing: Partial<RoutingSettings> = {}): void {
  const hosts = [{ host: '127.0.0.1', port }];
  outgoing.setPolicy({
    routing: {
      smartHost: { hosts, encryption: 'opportunistic', certificateCheck: null, authentication: null },
      perNextHop: { ...DEFAULT_ROUTING.perNextHop, ...given },
      ...routing,
    },
  });
}

const bob = (i: number): string => `bob@partner${i}.example`;

describe('Limits', () => {
  it('of messages per connection: then a new one is opened', async () => {
    routeTo(peer.port, { messagesPerConnection: 2 });
    for (let i = 1; i <= 5; i += 1) {
      await outgoing.accept({ to: [bob(i)] });
      await outgoing.records.waitForState(bob(i), 'delivered');
    }
    expect(peer.connections).toHaveLength(3);
  });

  it('of connections at a time: the others wait, and the next hop gets all in the end', async () => {
    let most = 0;
    let open = 0;
    peer.answerWith(({ stage }) => {
      if (stage === 'mail') open += 1;
      most = Math.max(most, open);
      if (stage === 'message') open -= 1;
      return undefined;
    });
    routeTo(peer.port, { connections: 3 });
    await Promise.all(Array.from({ length: 40 }, (_, i) => outgoing.accept({ to: [bob(i)] })));
    await waitFor('all to be delivered', () => peer.messages.length === 40);
    expect(most).toBeLessThanOrEqual(3);
    expect(peer.connections.length).toBeLessThanOrEqual(3);
  });

  it('of messages per minute: the rest waits', async () => {
    routeTo(peer.port, { messagesPerMinute: 600 });
    const begun = Date.now();
    await Promise.all(Array.from({ length: 6 }, (_, i) => outgoing.accept({ to: [bob(i)] })));
    await waitFor('all to be delivered', () => peer.messages.length === 6);
    // The first at once, five more every tenth of a second.
    expect(Date.now() - begun).toBeGreaterThanOrEqual(490);
  });
});

describe('A next hop that fails again and again', () => {
  async function dead(port: number): Promise<void> {
    routeTo(port);
    for (let i = 1; i <= 3; i += 1) {
      await outgoing.accept({ to: [bob(i)] });
      await outgoing.records.waitForState(bob(i), 'deferred');
    }
  }

  it('is left alone: further mail waits without an attempt, and says why', async () => {
    await dead(await freePort());
    await outgoing.accept({ to: [bob(4)] });
    await outgoing.records.waitForState(bob(4), 'deferred');
    expect(await outgoing.records.attempts(bob(4))).toEqual([]);
    const { rows } = await outgoing.pool.query(
      `SELECT attempts, last_reason AS reason, last_error AS error, next_attempt_at > now() + interval '30 seconds' AS later
       FROM mail_recipient WHERE address = $1`,
      [bob(4)],
    );
    expect(rows).toMatchObject([{ attempts: 0, reason: 'connect-failed', later: true }]);
    expect(rows[0]?.error).toMatch(/^Not tried, since other mail has failed there several times in a row: No connection to 127\.0\.0\.1:/);
  });

  it('is tried at once for what an administrator retries, and works again from then on', async () => {
    const port = await freePort();
    await dead(port);
    await peer.stop();
    peer = await startNextHop({ opening: 'plaintext', port });
    await outgoing.accept({ to: [bob(4)] });
    await outgoing.records.waitForState(bob(4), 'deferred');
    await outgoing.act('retry', bob(4));
    await outgoing.records.waitForState(bob(4), 'delivered');
    await outgoing.accept({ to: [bob(5)] });
    await outgoing.records.waitForState(bob(5), 'delivered');
  });

  it('gets a new chance when the policy changes', async () => {
    await dead(await freePort());
    routeTo(peer.port);
    await outgoing.accept({ to: [bob(4)] });
    await outgoing.records.waitForState(bob(4), 'delivered');
  });

  it('counts as tried when the time of a message ends meanwhile: it is returned', async () => {
    await dead(await freePort());
    await outgoing.accept({ to: [bob(4)] });
    await outgoing.records.waitForState(bob(4), 'deferred');
    await outgoing.pool.query(`UPDATE mail_recipient SET expires_at = now(), next_attempt_at = now() WHERE address = $1`, [bob(4)]);
    await outgoing.records.waitForState(bob(4), 'expired');
    expect(await outgoing.records.attempts(bob(4))).toEqual([]);
  });
});
