import type { Readable } from 'node:stream';
import type { HeaderEdit } from '@/lib/mail/header-edits';
import type { TlsAchieved, TlsDemand } from '@/lib/mail/tls-level';
import type { RelayAuthentication } from '@/lib/policy/authentication';
import type { ClaimedRecipient, ClaimedTransaction } from '@/lib/queue/claim-due';
import { isTlsFailure } from '@/lib/queue/failure';
import { connectionKey } from '@/lib/routing/connection-key';
import type { NextHop } from '@/lib/routing/next-hop';
import type { TlsFailurePlan } from '@/lib/routing/tls-failure-plan';
import { type ConnectContext, connect } from './connect';
import type { ConnectionCache, OpenPeer } from './connection-cache';
import { expectDane, NO_VALIDATING_RESOLVER } from './dane/expect-dane';
import type { SignedDns } from './dane/signed-dns';
import { mailParameters, rcptParameters } from './esmtp-parameters';
import { type Failure, forever, forNow, type Outcome } from './failure';
import { letterFor } from './letter';
import type { ReadPassword } from './passwords';
import { tlsSeen } from './peer-certificate';
import type { TransmissionResult } from './peer-connection';
import { type Candidate, type ResolveContext, resolveNextHop } from './resolve-next-hop';
import { signIn } from './sign-in';
import { isReachableFrom, otherFamily } from './source-address';
import { checkTls } from './tls-check';
import { isUntaken, outcomesOf, wasReached } from './transmission-outcome';

/** Recipients of one message that go to one next hop under one TLS demand and with the same headers, with one way on where it is not met. */
export interface Delivery {
  /** Equal only for the same next hop and demand. */
  readonly key: string;
  readonly nextHop: NextHop;
  readonly demand: TlsDemand;
  readonly authentication: RelayAuthentication | null;
  readonly sourceAddress: string | null;
  readonly tlsFailure: TlsFailurePlan;
  readonly transaction: ClaimedTransaction;
  readonly headerEdits: readonly HeaderEdit[];
  readonly recipients: readonly ClaimedRecipient[];
}

/** A next hop that was tried. */
interface Tried {
  /** `mx.partner.example:465`. */
  readonly nextHop: string;
  readonly address: string | null;
  readonly demanded: TlsDemand;
  readonly achieved: TlsAchieved | null;
}

export interface Delivered extends Tried {
  /** One per address. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Whether a session came about and was carried to its end; null: the outcome says nothing of the next hop. */
  readonly reached: boolean | null;
  /** The next hop before, which did not meet the demand; null where there was no other route. */
  readonly before: (Tried & { readonly failure: Failure }) | null;
}

export interface DeliverContext {
  readonly cache: ConnectionCache;
  /** After so many a connection is closed. */
  readonly messagesPerConnection: () => number;
  readonly resolve: ResolveContext;
  /** For what demands DANE, instead of the usual look-ups; null if no resolver is there whose signed answers are believed. */
  readonly signedDns: SignedDns | null;
  readonly connect: ConnectContext;
  readonly readPassword: ReadPassword;
  /** The stored message, to be read anew for each try; null if it is gone. */
  readonly body: (transactionId: string) => Promise<Uint8Array | Readable | null>;
  readonly now: () => Date;
  /** Connections that carry a message now. */
  readonly busy: Set<OpenPeer>;
  /** The worker is ending and has waited long enough. */
  readonly isAbandoned: () => boolean;
}

type Opened = { readonly kind: 'open'; readonly peer: OpenPeer } | NotOpened;

interface NotOpened {
  readonly kind: 'failed';
  /** Every host that was tried lacks the demanded TLS: a further try finds the same unless somebody there acts. */
  readonly lacksTls: boolean;
  readonly failure: Failure;
  readonly candidate: Candidate | null;
  readonly achieved: TlsAchieved | null;
}

interface Handed {
  readonly delivered: Delivered;
  /** The connection had been given up by the next hop while it was idle, and nothing of the message was taken. */
  readonly stale: boolean;
}

/** Makes one attempt. Every outcome is a value. */
export async function deliver(delivery: Delivery, context: DeliverContext): Promise<Delivered> {
  const kept = context.cache.take(delivery.key);
  const first = kept === null ? null : await hand(delivery, kept, context);
  if (first !== null && !first.stale) return first.delivered;
  const opened = await openPeer(delivery, context);
  if (opened.kind === 'open') return (await hand(delivery, opened.peer, context)).delivered;
  return undelivered(delivery, opened, context);
}

/** What becomes of mail for which no connection was good enough. */
async function undelivered(
  delivery: Delivery,
  { failure, lacksTls, candidate, achieved }: NotOpened,
  context: DeliverContext,
): Promise<Delivered> {
  const { demand, tlsFailure } = delivery;
  const tried: Tried = {
    nextHop: candidate === null ? labelOf(delivery.nextHop) : label(candidate),
    address: candidate?.address ?? null,
    demanded: demand,
    achieved,
  };
  if (tlsFailure.next === 'other-route' && isOfTls(failure)) {
    // What signs in to the first next hop is not for another one to know.
    const way = { ...delivery, nextHop: tlsFailure.nextHop, demand: tlsFailure.demand, authentication: null };
    const other = await deliver({ ...way, key: connectionKey(way), tlsFailure: { next: 'retry' } }, context);
    return { ...other, reached: null, before: { ...tried, failure } };
  }
  const final = tlsFailure.next === 'return' && lacksTls;
  const reached = final || failure.permanent ? null : false;
  return { ...tried, outcomes: sameForAll(delivery, final ? forever(failure) : failure), reached, before: null };
}

/** On the way to a connection, these stand for lack of the demanded protection. */
function isOfTls({ status }: Failure): boolean {
  return status === '4.7.4' || status === '4.7.5';
}

/** The first address whose session has the demanded protection. The failure is one of TLS if there was one: that is what must be put right. */
async function openPeer(delivery: Delivery, context: DeliverContext): Promise<Opened> {
  const { nextHop, demand, sourceAddress } = delivery;
  const demandsDane = 'check' in demand && demand.check.kind === 'dane';
  if (demandsDane && context.signedDns === null) {
    return notOpened(NO_VALIDATING_RESOLVER);
  }
  const signedDns = demandsDane ? context.signedDns : null;
  const resolution = await resolveNextHop(nextHop, { ...context.resolve, dns: signedDns ?? context.resolve.dns });
  if (resolution.kind === 'failed') return notOpened(resolution.failure);
  const candidates = resolution.candidates.filter(({ address }) => isReachableFrom(sourceAddress, address));
  if (sourceAddress !== null && candidates.length === 0) {
    return notOpened(otherFamily(labelOf(nextHop), sourceAddress));
  }
  const failed: NotOpened[] = [];
  for (const candidate of candidates) {
    const opened = await openCandidate(candidate, delivery, signedDns, context);
    if (opened.kind === 'open') return opened;
    failed.push(opened);
    if (opened.failure.permanent) break;
  }
  const telling = failed.find(({ failure }) => failure.permanent || isOfTls(failure));
  return { ...(telling ?? failed.at(-1) ?? NO_CANDIDATE), lacksTls: failed.every(({ lacksTls }) => lacksTls) };
}

async function openCandidate(
  candidate: Candidate,
  { nextHop, demand, authentication, sourceAddress }: Delivery,
  signedDns: SignedDns | null,
  context: DeliverContext,
): Promise<Opened> {
  const expected = signedDns === null ? null : await expectDane(candidate, nextHop, signedDns);
  if (expected?.kind === 'failed') return notOpened(expected.failure, candidate);
  const dane = expected?.expectation ?? null;
  const serverName = dane?.serverName ?? candidate.host;
  const connected = await connect(candidate, demand, context.connect, { serverName, sourceAddress });
  if (connected.kind === 'failed') return notOpened(connected.failure, candidate);
  const { connection, refused } = connected;
  const peer: OpenPeer = { connection, candidate, seen: tlsSeen(connection._socket, dane, context.now()), carried: 0 };
  const { achieved, failure } = checkTls(demand, candidate.host, peer.seen, context.now());
  const trouble = failure ?? refused ?? (await signInTo(peer, authentication, context));
  if (trouble === null) return { kind: 'open', peer };
  peer.connection.leave();
  return notOpened(trouble, candidate, achieved);
}

function notOpened(failure: Failure, candidate: Candidate | null = null, achieved: TlsAchieved | null = null): NotOpened {
  const lacksTls = isTlsFailure(failure.reason) && failure !== NO_VALIDATING_RESOLVER;
  return { kind: 'failed', lacksTls, failure, candidate, achieved };
}

/** Credentials go out only where TLS has met the demand; a plan that signs in without any demand is none. */
async function signInTo(peer: OpenPeer, authentication: RelayAuthentication | null, context: DeliverContext): Promise<Failure | null> {
  if (authentication === null) return null;
  if (peer.seen === null) return forNow('starttls-not-offered', '4.7.4', 'The connection is not encrypted: no password is sent on it.');
  return signIn(peer.connection, authentication, context.readPassword, label(peer.candidate));
}

/** Hands the message to an open connection. */
async function hand(delivery: Delivery, peer: OpenPeer, context: DeliverContext): Promise<Handed> {
  const { transaction, recipients, demand } = delivery;
  const { achieved, failure } = checkTls(demand, peer.candidate.host, peer.seen, context.now());
  const nextHop = label(peer.candidate);
  const handed = (outcomes: ReadonlyMap<string, Outcome>, reached: boolean | null = null, stale = false): Handed => ({
    delivered: { outcomes, nextHop, address: peer.candidate.address, demanded: demand, achieved, reached, before: null },
    stale,
  });
  // Here, and nowhere else, a message leaves: not without the demanded protection, whatever way the connection came.
  if (failure !== null) {
    peer.connection.leave();
    return handed(sameForAll(delivery, failure));
  }
  const offers = peer.connection.offers();
  const letter = await letterFor(delivery, offers, () => context.body(transaction.id));
  if ('reason' in letter) {
    context.cache.put(delivery.key, peer);
    return handed(sameForAll(delivery, letter));
  }
  if (context.isAbandoned()) {
    peer.connection.leave();
    return handed(sameForAll(delivery, forNow('connection-lost', '4.3.2', 'The mail gateway was stopped.')));
  }
  const { body, sender, returned } = letter;
  const byAddress = new Map(recipients.filter(({ address }) => !returned.has(address)).map((recipient) => [recipient.address, recipient]));
  context.busy.add(peer);
  const result = await peer.connection.transmit({
    from: transaction.sender,
    to: [...byAddress.keys()],
    body,
    mail: mailParameters(sender, offers),
    rcpt: (address) => {
      const recipient = byAddress.get(address);
      return recipient === undefined ? '' : rcptParameters(recipient, offers);
    },
  });
  context.busy.delete(peer);
  await keepOrLeave(delivery.key, peer, result, context);
  const outcomes = outcomesOf(recipients, letter, result, { nextHop, dsn: offers.dsn });
  return handed(outcomes, wasReached(result), peer.carried > 0 && isUntaken(result));
}

const NO_CANDIDATE = notOpened(forNow('connect-failed', '4.4.1', 'The next hop has no address.'));

async function keepOrLeave(key: string, peer: OpenPeer, { kind }: TransmissionResult, context: DeliverContext): Promise<void> {
  const { connection } = peer;
  const used = { ...peer, carried: peer.carried + 1 };
  if (used.carried >= context.messagesPerConnection()) connection.leave();
  else if (kind === 'sent' && connection.isReady()) context.cache.put(key, used);
  else if (kind === 'no-recipient' && (await connection.resetSession(context.connect.timeouts.greeting))) context.cache.put(key, used);
  else connection.leave();
}

function sameForAll({ recipients }: Delivery, failure: Failure): Map<string, Outcome> {
  return new Map(recipients.map(({ address }) => [address, { kind: 'failed', failure }]));
}

function label({ host, port }: Candidate): string {
  return `${host}:${port}`;
}

/** A next hop before it has come to an address. */
export function labelOf(nextHop: NextHop): string {
  return nextHop.kind === 'mx' ? nextHop.domain : nextHop.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
}
