import type { Crash } from './crash';

/** A moment in the life of a message at which somebody is killed. */
export interface Point {
  readonly name: string;
  /** Begins to send and brings the message to this point, seen from outside; it stays there until something dies. */
  readonly arrive: (crash: Crash) => Promise<void>;
  /** How often the next hop has got it in the end at most, by who was killed. Two: a duplicate that nobody could have avoided. */
  readonly mostCopies: Readonly<Record<Victim, 1 | 2>>;
  /** What is counted: the message, or the DSN about it. */
  readonly counted?: 'dsn';
}

export const VICTIMS = ['worker', 'database', 'both'] as const;
export type Victim = (typeof VICTIMS)[number];

const ONCE = { worker: 1, database: 1, both: 1 } as const;
const TWICE = { worker: 2, database: 2, both: 2 } as const;
/** Only the worker knew that the next hop had taken it. */
const AGAIN_WITHOUT_THE_WORKER = { worker: 2, database: 1, both: 2 } as const;

export const POINTS: readonly Point[] = [
  {
    name: 'after DATA, before the commit',
    arrive: (crash) => crash.heldAt('requests', 'store-transactions'),
    mostCopies: ONCE,
  },
  {
    // The sender must take it for lost and send it again.
    name: 'committed, before the 250',
    arrive: async (crash) => {
      crash.hold('requests', 'claim-due');
      await crash.heldAt('answers', 'store-transactions');
      await crash.stateIs('pending');
    },
    mostCopies: TWICE,
  },
  {
    name: 'after the 250, before the claim',
    arrive: async (crash) => {
      await crash.heldAt('requests', 'claim-due');
      await crash.acceptedBySender();
      await crash.stateIs('pending');
    },
    mostCopies: ONCE,
  },
  {
    name: 'claimed, before the worker knows',
    arrive: async (crash) => {
      const claim = crash.hold('requests', 'claim-due');
      crash.send();
      await claim.reached;
      await crash.acceptedBySender();
      crash.holdEveryAnswer();
      claim.release();
      await crash.stateIs('active');
    },
    mostCopies: ONCE,
  },
  {
    name: 'connecting',
    arrive: async (crash) => {
      await crash.noAnswerFromNextHop();
      await crash.stateIs('active');
    },
    mostCopies: ONCE,
  },
  { name: 'connected, TLS agreed', arrive: (crash) => crash.silentFrom('greeting'), mostCopies: ONCE },
  { name: 'after MAIL FROM', arrive: (crash) => crash.silentFrom('rcpt'), mostCopies: ONCE },
  { name: 'message sent, not taken by the next hop', arrive: (crash) => crash.silentFrom('message'), mostCopies: ONCE },
  {
    name: 'taken by the next hop, before the settlement',
    arrive: (crash) => crash.heldAtSettlement('requests'),
    mostCopies: AGAIN_WITHOUT_THE_WORKER,
  },
  {
    name: 'within the settlement',
    arrive: async (crash) => {
      const answer = await crash.takenButUnanswered();
      await crash.lockRow();
      answer.release();
      await crash.waitsForLock();
    },
    // What the database has been asked to do it does, even if the worker dies.
    mostCopies: { worker: 1, database: 1, both: 2 },
  },
  {
    name: 'settled, before the worker knows',
    arrive: async (crash) => {
      await crash.heldAtSettlement('answers');
      await crash.stateIs('delivered');
    },
    mostCopies: ONCE,
  },
  {
    name: 'DSN made, before its commit',
    arrive: async (crash) => {
      crash.recipientIsUnknown();
      const claim = crash.hold('requests', 'claim-due');
      crash.send();
      await crash.acceptedBySender();
      await crash.heldAt('answers', 'store-transactions', () => claim.release());
    },
    mostCopies: ONCE,
    counted: 'dsn',
  },
  {
    name: 'lease expired while it delivers',
    arrive: async (crash) => {
      await crash.takenButUnanswered();
      crash.freezeWorker();
      await crash.expireLease();
      await crash.startAnotherWorker();
      await crash.stateIs('delivered');
    },
    mostCopies: TWICE,
  },
];
