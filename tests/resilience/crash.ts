import pg from 'pg';
import type { Hold } from '../support/gate';
import { MailRecords } from '../support/mail-records';
import type { PeerMoment } from '../support/next-hop-session';
import type { SendingProgress } from '../support/persistent-senders';
import { waitFor } from '../support/wait-for';
import type { WorkerProcess } from '../support/worker-process';
import type { Victim } from './crash-points';
import type { Scene } from './scene';

const PATIENCE = { timeoutMs: 30_000, everyMs: 10 };

/** One message, brought to a point of its life and stopped there: by its peers, never by the worker. Then somebody is killed. */
export class Crash {
  private readonly to: string;
  private readonly from: string;
  private readonly records: MailRecords;
  private readonly pool: pg.Pool;
  private readonly holds: Hold[] = [];
  private readonly before: number;
  private sending: SendingProgress | null = null;
  private silentAt: PeerMoment['stage'] | null = null;
  private silent = false;
  private unanswered: ((hold: Hold) => void) | null = null;
  private unknownRecipient = false;
  private lock: pg.PoolClient | null = null;
  private other: WorkerProcess | null = null;
  private frozen = false;
  private pidOfWorker = 0;

  /** @param name of the message, as no other is called */
  constructor(
    private readonly scene: Scene,
    name: string,
  ) {
    this.to = `to-${name}@partner.example`;
    this.from = `from-${name}@partner.example`;
    this.pool = new pg.Pool({ connectionString: scene.databaseUrl, max: 2 });
    // The database is killed under it.
    this.pool.on('error', () => undefined);
    this.records = new MailRecords(this.pool);
    this.before = scene.nextHop.messages.length;
    scene.nextHop.answerWith((moment) => this.answer(moment));
  }

  send(): void {
    this.sending = this.scene.startSending({ connections: 1, messages: 1, from: this.from, to: this.to });
  }

  hold(direction: 'requests' | 'answers', statement: string): Hold {
    return this.kept(this.scene.databaseWire.holdWhen(direction, (bytes) => bytes.includes(statement)));
  }

  holdEveryAnswer(): void {
    this.kept(this.scene.databaseWire.holdOpen('answers'));
  }

  /** Resolves when the worker waits with, or for, this statement. */
  async heldAt(direction: 'requests' | 'answers', statement: string, go = (): void => this.send()): Promise<void> {
    const { reached } = this.hold(direction, statement);
    go();
    await reached;
  }

  async acceptedBySender(): Promise<void> {
    await waitFor('a 250', () => this.sending?.accepted.length === 1, PATIENCE).catch((error: unknown) => {
      throw new Error(
        `${error instanceof Error ? error.message : error}; worker ${this.scene.worker.pid()}:\n${this.scene.worker.output()}`,
      );
    });
  }

  async stateIs(state: string): Promise<void> {
    await waitFor(`the recipient to be ${state}`, async () => (await this.records.recipientState(this.to)) === state, PATIENCE);
  }

  /** Resolves when the worker has said the first word to the next hop, which has not answered it. */
  async noAnswerFromNextHop(): Promise<void> {
    const hello = this.kept(this.scene.nextHop.wire.holdWhen('answers', () => true));
    this.send();
    await hello.reached;
  }

  /** Resolves when the next hop has come to this stage, from which on it says nothing. */
  async silentFrom(stage: PeerMoment['stage']): Promise<void> {
    this.silentAt = stage;
    this.send();
    await waitFor(`the next hop to be silent at ${stage}`, () => this.silent, PATIENCE);
    await this.stateIs('active');
  }

  /** Resolves when the next hop has the message and the worker does not know. */
  async takenButUnanswered(): Promise<Hold> {
    const held = new Promise<Hold>((resolve) => {
      this.unanswered = resolve;
    });
    this.send();
    return this.kept(await held);
  }

  /** As `heldAt`, with the settlement of this very recipient: a worker that has survived may still be repeating one of before. */
  async heldAtSettlement(direction: 'requests' | 'answers'): Promise<void> {
    const answer = await this.takenButUnanswered();
    const { rows } = await this.pool.query<{ id: string }>('SELECT id FROM mail_recipient WHERE address = $1', [this.to]);
    const own = `"recipientId":"${rows[0]?.id}"`;
    const isOwn = (bytes: Buffer): boolean => bytes.includes('settle-attempts') && bytes.includes(own);
    const { reached } = this.kept(this.scene.databaseWire.holdWhen(direction, isOwn));
    answer.release();
    await reached;
  }

  recipientIsUnknown(): void {
    this.unknownRecipient = true;
  }

  /** Somebody else has the recipient's row. */
  async lockRow(): Promise<void> {
    this.lock = await this.pool.connect();
    this.lock.on('error', () => undefined);
    await this.lock.query('BEGIN');
    await this.lock.query('SELECT FROM mail_recipient WHERE address = $1 FOR UPDATE', [this.to]);
  }

  async waitsForLock(): Promise<void> {
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%settled%'`;
    await waitFor('the settlement to wait for the row', async () => (await this.pool.query(waiting)).rowCount === 1, PATIENCE);
  }

  freezeWorker(): void {
    this.frozen = true;
    this.scene.worker.signal('SIGSTOP');
  }

  async expireLease(): Promise<void> {
    await this.pool.query(`UPDATE worker SET lease_until = now() - interval '1 second'`);
  }

  async startAnotherWorker(): Promise<void> {
    this.other = await this.scene.anotherWorker();
    await this.other.start();
  }

  /** kill -9 of one or of both at once, and everybody who held something up lets go. */
  async kill(victim: Victim): Promise<void> {
    this.pidOfWorker = this.scene.worker.pid();
    await Promise.all([victim === 'database' ? null : this.scene.worker.kill(), victim === 'worker' ? null : this.scene.killDatabase()]);
    if (this.frozen && victim === 'database') this.scene.worker.signal('SIGCONT');
    this.silentAt = null;
    this.silent = false;
    // Its processes follow the killed one a moment later: what was held must not slip through until then.
    if (victim !== 'worker') await this.scene.databaseWire.cut();
    for (const hold of this.holds) hold.release();
    if (victim !== 'worker') await this.scene.databaseWire.restore();
    await this.lock?.query('ROLLBACK').catch(() => undefined);
    this.lock?.release(true);
    await this.hangUp();
  }

  /** Starts again whoever was killed. Nobody waits for the lease of the dead: its time is tested elsewhere. */
  async recover(victim: Victim): Promise<void> {
    if (victim !== 'worker') await this.scene.restartDatabase();
    if (victim === 'database') return;
    await this.pool.query('UPDATE worker SET lease_until = now() WHERE pid = $1', [this.pidOfWorker]);
    await this.scene.worker.start();
  }

  /** Resolves when the sender has its 250 and nothing waits any more. */
  async finished(): Promise<void> {
    await this.acceptedBySender();
    const idle = async (): Promise<boolean> => {
      const { pending = 0, active = 0, deferred = 0, held = 0 } = await this.records.countByState();
      return pending + active + deferred + held === 0;
    };
    await waitFor('an empty queue', () => idle().catch(() => false), PATIENCE);
  }

  /** How often the next hop has the message, or the DSN about it. */
  copies(counted: 'message' | 'dsn' = 'message'): number {
    const address = counted === 'dsn' ? this.from : this.to;
    return this.scene.nextHop.messages.slice(this.before).filter(({ recipients }) => recipients.some((to) => to.address === address))
      .length;
  }

  async end(): Promise<void> {
    for (const hold of this.holds) hold.release();
    await this.other?.stop();
    // The next message is to have a connection of its own.
    await this.hangUp();
    await this.pool.end();
  }

  private async hangUp(): Promise<void> {
    await this.scene.nextHop.wire.cut();
    await this.scene.nextHop.wire.restore();
  }

  private answer({ stage, address }: PeerMoment): string | undefined {
    if (stage === this.silentAt) this.silent = true;
    if (this.silent) return 'hang';
    if (stage === 'rcpt' && this.unknownRecipient && address === this.to) return '550 5.1.1 No such user';
    if (stage === 'message' && address === this.from) {
      // Its answer is the first that does not come through.
      this.unanswered?.(this.scene.nextHop.wire.holdOpen('answers'));
      this.unanswered = null;
    }
    return undefined;
  }

  private kept(hold: Hold): Hold {
    this.holds.push(hold);
    return hold;
  }
}
