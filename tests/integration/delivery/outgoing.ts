import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { encryptSecret } from '@/lib/auth/secret-box';
import { loadSecretKey } from '@/lib/auth/secret-key';
import { openLog } from '@/lib/log/log';
import { DEFAULT_ACCEPTANCE, DEFAULT_ROUTING, type RoutingSettings } from '@/lib/policy/basic-settings';
import { type CompiledPolicy, compilePolicy } from '@/lib/policy/compile';
import type { LocalDomain } from '@/lib/policy/local-domain';
import { actOnWaiting, idsGiven } from '@/lib/queue/act-on-waiting';
import { newQueueId } from '@/lib/queue/queue-id';
import type { QueueAction } from '@/lib/queue/recipient-state';
import { storeTransactions } from '@/lib/queue/store-transactions';
import type { NewTransaction } from '@/lib/queue/transaction';
import { startDelivery } from '@/smtp-worker/delivery/delivery-loop';
import type { RunningDelivery } from '@/smtp-worker/delivery/delivery-options';
import { createTestDatabase } from '../../support/database';
import { type RuleInput, ruleDraft } from '../../support/gateway-setup';
import { MailRecords } from '../../support/mail-records';
import { newTransaction } from '../queue/new-transaction';

export interface OutgoingOptions {
  readonly dnsServers: readonly string[];
  readonly extraCa: string | null;
  readonly listeners?: readonly { readonly address: string; readonly port: number }[];
  readonly idle?: number;
}

interface PolicyInput {
  readonly rules?: readonly RuleInput[];
  readonly routing?: Partial<RoutingSettings>;
  readonly localDomains?: readonly LocalDomain[];
}

/** The delivering half of a worker with a database of its own and no listeners: mail is put straight into its queue. */
export interface Outgoing {
  readonly records: MailRecords;
  readonly pool: pg.Pool;
  readonly workerId: string;
  readonly delivery: RunningDelivery;
  /** Puts another policy in force. */
  setPolicy(policy: PolicyInput): void;
  /** Accepts a message, as the intake would; returns its queue id. */
  accept(message: Partial<NewTransaction> & { readonly to: readonly string[] }): Promise<string>;
  /** Stores a password of a next hop, as the console would; returns its id. */
  storePassword(text: string): Promise<string>;
  act(action: Exclude<QueueAction, 'route'>, address: string): Promise<number>;
  stop(): Promise<void>;
}

export const OUR_NAME = 'mx.siegel.example';

export async function startOutgoing({ dnsServers, extraCa, listeners = [], idle = 5000 }: OutgoingOptions): Promise<Outgoing> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  const workerId = randomUUID();
  await pool.query(
    `INSERT INTO worker (id, host, pid, version, lease_until, listeners) VALUES ($1, 'test', 1, '0', now() + interval '1 hour', '[]')`,
    [workerId],
  );
  const secretKey = loadSecretKey({ SECRET_KEY: 'one secret for tests, 32 letters', DATA_DIR: '' });
  let revision = 1;
  let policy = compiled({}, revision);
  const delivery = startDelivery({
    now: () => new Date(),
    mayTakeOver: () => true,
    workerId,
    hostname: OUR_NAME,
    pool,
    secretKey,
    database: { found: () => undefined, lost: (error) => console.error(error) },
    policy: () => policy,
    dnsServers,
    extraCa,
    listeners: () => listeners,
    countRule: () => undefined,
    countSettled: () => undefined,
    noteRouted: () => undefined,
    log: openLog('silent'),
    workers: () => 1,
    poll: 50,
    grace: 2000,
    timeouts: { connect: 2000, greeting: 1000, idle, answer: 3 * idle },
  });
  return {
    records: new MailRecords(pool),
    pool,
    workerId,
    delivery,
    setPolicy: (input) => {
      revision += 1;
      policy = compiled(input, revision);
    },
    accept: async ({ to, ...message }) => {
      const transaction = newTransaction({ id: newQueueId(Date.now(), randomBytes(5)), workerId, ...message }, to);
      await storeTransactions(pool, [transaction]);
      delivery.wake([transaction]);
      return transaction.id;
    },
    storePassword: async (text) => {
      const id = randomUUID();
      await pool.query('INSERT INTO next_hop_password (id, encrypted) VALUES ($1, $2)', [id, encryptSecret(secretKey, text)]);
      return id;
    },
    act: async (action, address) => {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM mail_recipient WHERE address = $1', [address]);
      const { touched } = await actOnWaiting(pool, randomUUID(), { action }, idsGiven(rows.map(({ id }) => id)));
      delivery.wake();
      return touched;
    },
    stop: async () => {
      await delivery.stop();
      await pool.end();
      await database.drop();
    },
  };
}

function compiled({ rules = [], routing = {}, localDomains = [] }: PolicyInput, revision: number): CompiledPolicy {
  return compilePolicy({
    revision,
    rules: rules.map((rule, i) => ({ id: `00000000-0000-4000-8000-00000000000${i + 1}`, ...ruleDraft(rule) })),
    acceptance: DEFAULT_ACCEPTANCE,
    routing: { ...DEFAULT_ROUTING, ...routing },
    localDomains,
    namedLists: [],
  });
}
