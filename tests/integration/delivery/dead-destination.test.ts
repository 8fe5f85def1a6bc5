import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RelayTarget } from '@/lib/policy/relay-target';
import { storeTransactions } from '@/lib/queue/store-transactions';
import { type NextHop, startNextHop } from '../../support/next-hop';
import { waitFor } from '../../support/wait-for';
import { newTransaction } from '../queue/new-transaction';
import { type Outgoing, startOutgoing } from './outgoing';

// One destination that hangs, with a long queue, and one that works.

const MANY = 5000;
const CAROL = 'carol@good.example';

let outgoing: Outgoing;
let good: NextHop;
let hanging: NextHop;

beforeEach(async () => {
  good = await startNextHop({ opening: 'plaintext' });
  hanging = await startNextHop({ opening: 'plaintext', answers: ({ stage }) => (stage === 'message' ? 'hang' : undefined) });
  // As long as in earnest: what hangs does so to the end of the test.
  outgoing = await startOutgoing({ dnsServers: ['127.0.0.1:1'], extraCa: null, idle: 300_000 });
  outgoing.setPolicy({
    localDomains: [{ id: '00000000-0000-4000-8000-000000000001', domain: 'good.example', deliverTo: target(good.port) }],
    routing: { smartHost: target(hanging.port) },
  });
});

afterEach(async () => {
  await outgoing?.stop();
  await hanging?.stop();
  await good?.stop();
});

function target(port: number): RelayTarget {
  return { hosts: [{ host: '127.0.0.1', port }], encryption: 'opportunistic', certificateCheck: null, authentication: null };
}

it.each([
  ['one domain', () => 'hanging.example'],
  ['a domain each, over one smart host', (i: number) => `hanging${i}.example`],
])(`${MANY} recipients in %s for a next hop that hangs delay no other`, async (_, domainOf) => {
  const { workerId, pool } = outgoing;
  const waiting = Array.from({ length: MANY }, (__, i) => newTransaction({ workerId }, [`bob${i}@${domainOf(i)}`]));
  await storeTransactions(pool, waiting);
  outgoing.delivery.wake();
  await waitFor('the next hop to hang', () => hanging.connections.length === 5);
  await outgoing.accept({ to: [CAROL] });
  await outgoing.records.waitForState(CAROL, 'delivered');
  await outgoing.accept({ to: [CAROL] });
  await waitFor('the second one', () => good.messages.length === 2);
  // It has its share, and holds it.
  expect(outgoing.delivery.underWay()).toBe(5);
  expect(hanging.connections).toHaveLength(5);
  expect(hanging.messages).toEqual([]);
});
