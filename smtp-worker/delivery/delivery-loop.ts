import { randomInt } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ruleOutcomes } from '@/lib/acceptance/rule-outcomes';
import type { CompiledPolicy } from '@/lib/policy/compile';
import { type ClaimedRecipient, claimDue } from '@/lib/queue/claim-due';
import { putBack } from '@/lib/queue/put-back';
import { readBeginning, readBody } from '@/lib/queue/read-body';
import { releaseClaims } from '@/lib/queue/release-claims';
import type { NewTransaction } from '@/lib/queue/transaction';
import { reasonOf } from '../database-state';
import { type Repeated, repeat } from '../repeat';
import { attemptFrame, FAILED, failedAttempt, type LastTry, RETURNED, verdictOf } from './attempt-record';
import { Concluder } from './concluder';
import { DEFAULT_TIMEOUTS } from './connect';
import { ConnectionCache, type OpenPeer } from './connection-cache';
import { createSignedDns } from './dane/signed-dns';
import { validatingResolvers } from './dane/validating-resolvers';
import { type DeliverContext, type Delivered, deliver, labelOf } from './deliver';
import type { DeliveryOptions, RunningDelivery } from './delivery-options';
import { createDns } from './dns';
import { forNow, type Outcome } from './failure';
import type { Pause } from './hop-health';
import { hopLimits, WORKER_LIMITS } from './hop-limits';
import { HopQueues, type HopVerdict } from './hop-queues';
import { Housekeeping } from './housekeeping';
import { withHeaders } from './missing-headers';
import { ownAddresses } from './own-addresses';
import { passwordReader } from './passwords';
import { type Plan, type PlannedDelivery, planRecipients } from './plan-recipients';
import { RecentBodies } from './recent-bodies';
import { Settler } from './settler';
import { relayTls } from './trust';
import { within } from './within';

/** Delivers what is due until it is stopped. @throws Error if `extraCa` is no PEM */
export function startDelivery(options: DeliveryOptions): RunningDelivery {
  return new DeliveryLoop(options);
}

const CLAIM_AT_ONCE = 200;
/** Recipients that one worker holds claimed: only their facts are in memory, not their messages. */
const MOST_CLAIMED = 4000;
const CACHE = { idle: 5000, perKey: WORKER_LIMITS.overall };
const SIGNED_LOOKUP = { timeout: 5000, tries: 2, randomId: () => randomInt(0x10000) };
const RECENT_OCTETS = 8 * 1024 * 1024;
/** Milliseconds after the grace period for what then is cut off to be recorded. */
const LAST_RECORDS = 2000;

class DeliveryLoop implements RunningDelivery {
  private readonly claimed = new Map<string, ClaimedRecipient>();
  private readonly recent = new RecentBodies(RECENT_OCTETS);
  private readonly cache = new ConnectionCache(CACHE);
  private readonly busy = new Set<OpenPeer>();
  private readonly queues: HopQueues<PlannedDelivery, LastTry>;
  private readonly settler: Settler;
  private readonly concluder: Concluder;
  private readonly housekeeping: Housekeeping;
  private readonly context: DeliverContext;
  private readonly loop: Repeated;
  private full = false;
  /** Of the policy that the health of the next hops was learned under. */
  private revision: number | null = null;
  private stopping = false;
  /** The grace period is over: nothing is sent any more. */
  private abandoned = false;

  constructor(private readonly options: DeliveryOptions) {
    const { pool, workerId, hostname, database, policy, log } = options;
    this.queues = new HopQueues({
      limits: () => hopLimits(policy(), options.workers()),
      now: () => performance.now(),
      random: Math.random,
      run: (delivery) => this.carryOut(delivery),
      onThinned: () => this.loop.wake(),
      onPaused: (deliveries, pause) => this.passOver(deliveries, pause),
    });
    this.settler = new Settler(pool, workerId, (error) => database.lost(error));
    this.concluder = new Concluder({
      workerId,
      hostname,
      policy,
      log,
      now: options.now,
      settler: this.settler,
      countSettled: options.countSettled,
      beginning: async (id) => (await this.beginningOf(id)) ?? Buffer.alloc(0),
      onSettled: (recipients, after) => this.onSettled(recipients, after),
    });
    this.housekeeping = new Housekeeping(pool, workerId, options.poll, options.now, options.mayTakeOver);
    const dns = createDns(options.dnsServers);
    const resolvers = validatingResolvers(options.dnsServers);
    this.context = {
      cache: this.cache,
      messagesPerConnection: () => policy()?.policy.routing.perNextHop.messagesPerConnection ?? 1,
      busy: this.busy,
      resolve: {
        dns,
        random: Math.random,
        hostname,
        isOurs: ownAddresses(options.listeners),
      },
      signedDns: resolvers.length === 0 ? null : createSignedDns(resolvers, dns.addresses, SIGNED_LOOKUP),
      connect: { hostname, tls: relayTls(options.extraCa), timeouts: options.timeouts ?? DEFAULT_TIMEOUTS },
      readPassword: passwordReader(pool, options.secretKey),
      body: (id) => this.bodyOf(id),
      now: options.now,
      isAbandoned: () => this.abandoned,
    };
    this.loop = repeat(options.poll, () => this.look());
    this.loop.wake();
  }

  wake(stored: readonly NewTransaction[] = []): void {
    if (this.stopping) return;
    this.recent.keep(stored);
    this.loop.wake();
  }

  underWay(): number {
    return this.queues.underWay;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.loop.stop();
    this.queues.dropWaiting();
    await within(this.options.grace, this.finished());
    this.abandoned = true;
    for (const { connection } of this.busy) connection.close();
    await within(LAST_RECORDS, this.finished());
    this.settler.stop();
    this.cache.clear();
    await releaseClaims(this.options.pool, this.options.workerId).catch((error: unknown) => this.options.database.lost(error));
  }

  private async finished(): Promise<void> {
    await this.queues.idle();
    await this.concluder.finished();
  }

  /** Claims and hands out what is due, until nothing is left or enough is claimed. */
  private async look(): Promise<void> {
    try {
      await this.housekeeping.run([...this.claimed.keys()]);
      do await this.sendAway();
      while (!this.stopping && (await this.claim()));
      this.options.database.found();
    } catch (error) {
      this.options.database.lost(error);
    }
  }

  /** Whether there may be more. */
  private async claim(): Promise<boolean> {
    const policy = this.options.policy();
    const limit = Math.min(CLAIM_AT_ONCE, MOST_CLAIMED - this.claimed.size);
    this.full = limit <= 0;
    if (policy === null || this.full) return false;
    if (this.revision !== policy.policy.revision) this.queues.forgetFailures();
    this.revision = policy.policy.revision;
    const exceptDomains = [...new Set(this.queues.crowds().flatMap(({ recipients }) => recipients.map(({ domain }) => domain)))];
    const recipients = await claimDue(this.options.pool, { workerId: this.options.workerId, limit, exceptDomains });
    for (const recipient of recipients) this.claimed.set(recipient.id, recipient);
    const returned = recipients.filter((recipient) => recipient.returned);
    for (const recipient of returned) this.concluder.conclude([recipient], () => RETURNED, null);
    const plan = await this.plan(
      policy,
      recipients.filter((recipient) => !recipient.returned),
    );
    this.countRules(plan);
    this.handOut(plan);
    return recipients.length === limit;
  }

  private async plan(policy: CompiledPolicy, recipients: readonly ClaimedRecipient[]): Promise<Plan> {
    return planRecipients(policy, await withHeaders(policy, recipients, (id) => this.beginningOf(id)), this.options.now());
  }

  /** Counts once for each recipient, however often it is tried; but whatever was true of it must be found again. */
  private countRules({ decisions }: Plan): void {
    for (const { recipient, decision } of decisions) {
      for (const outcome of ruleOutcomes([decision])) {
        if (recipient.attempts === 0) this.options.countRule(outcome);
        if (outcome.matched) this.options.noteRouted(outcome, recipient.transaction.receivedAt);
      }
    }
  }

  private handOut(plan: Plan): void {
    for (const { recipient, reason } of plan.unplanned) {
      const failure = forNow('policy-unknown', '4.3.5', `The routing could not be determined: ${reason}.`);
      this.concluder.conclude([recipient], () => ({ kind: 'failed', failure }), null);
    }
    for (const delivery of plan.deliveries) this.queues.add(delivery);
  }

  /** Frees its slot as soon as the next hop has answered; what came of it is written meanwhile. */
  private async carryOut(delivery: PlannedDelivery): Promise<HopVerdict<LastTry>> {
    const policy = this.options.policy();
    if (this.stopping || policy === null) return { kind: 'neither' };
    if (policy.policy.revision !== delivery.revision) {
      // It has waited while the policy changed.
      this.handOut(await this.plan(policy, delivery.recipients));
      return { kind: 'neither' };
    }
    const startedAt = this.options.now();
    const [{ attempts } = { attempts: 0 }] = delivery.recipients;
    this.options.log.event('delivery-started', {
      queueId: delivery.transaction.id,
      recipients: delivery.recipients.length,
      nextHop: labelOf(delivery.nextHop),
      attempt: attempts + 1,
    });
    const delivered = await deliver(delivery, this.context).catch((error: unknown) => this.failed(delivery, error));
    // Cut off by our own end: it is given back and tried again at once, not after a delay.
    if (this.abandoned && [...delivered.outcomes.values()].every(({ kind }) => kind === 'failed')) return { kind: 'neither' };
    return this.record(delivery, delivered, startedAt);
  }

  private record(delivery: PlannedDelivery, delivered: Delivered, startedAt: Date): HopVerdict<LastTry> {
    const { outcomes } = delivered;
    const frame = attemptFrame(delivery, delivered, { startedAt, finishedAt: this.options.now() });
    this.concluder.conclude(delivery.recipients, (recipient) => outcomes.get(recipient.address) ?? FAILED, frame);
    return verdictOf(delivered, frame);
  }

  /** Their way is left alone: they wait until it is tried again. */
  private passOver(deliveries: readonly PlannedDelivery[], { until, why: { failure, frame } }: Pause<LastTry>): void {
    const outcome: Outcome = { kind: 'passed-over', failure, until: new Date(this.options.now().getTime() + until - performance.now()) };
    for (const { recipients, revision, rules } of deliveries) {
      this.concluder.conclude(recipients, () => outcome, frame && { ...frame, revision, rules });
    }
  }

  /** What would wait here for long waits in the queue instead. */
  private async sendAway(): Promise<void> {
    const away = this.queues.sendAway().flatMap(({ job, seconds }) => job.recipients.map(({ id }) => ({ recipientId: id, seconds })));
    for (const { recipientId } of away) this.claimed.delete(recipientId);
    await putBack(this.options.pool, this.options.workerId, away);
  }

  private failed(delivery: PlannedDelivery, error: unknown): Delivered {
    this.options.log.event('delivery-failed', { reason: reasonOf(error) });
    return failedAttempt(delivery);
  }

  private onSettled(recipients: readonly ClaimedRecipient[], { finished, reported }: { finished: boolean; reported: boolean }): void {
    for (const { id, transaction } of recipients) {
      this.claimed.delete(id);
      if (finished) this.housekeeping.noteFinished(transaction.id);
      if (finished) this.recent.forget(transaction.id);
    }
    if (reported || (this.full && this.claimed.size < MOST_CLAIMED / 2)) this.loop.wake();
  }

  private async bodyOf(id: string): Promise<Uint8Array | Readable | null> {
    return this.recent.get(id) ?? (await readBody(this.options.pool, id));
  }

  /** Null if it cannot be read. */
  private async beginningOf(id: string): Promise<Uint8Array | null> {
    const beginning = this.recent.get(id) ?? (await readBeginning(this.options.pool, id).catch(() => null));
    return beginning === null || beginning.length === 0 ? null : beginning;
  }
}
