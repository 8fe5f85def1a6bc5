import { LRUCache } from 'lru-cache';
import type { DnsQuestion, ResolverReply } from './ask-resolver';

/** Answers DNS questions. It never throws; a question that nobody waits for any more is given up. */
export type AskDns = (question: DnsQuestion, signal: AbortSignal) => Promise<ResolverReply>;

export interface DnsCacheOptions {
  /** Octets of replies that are kept at most; those that were not used for longest go first. */
  readonly maxSize: number;
  /** Seconds for which a reply is kept at most, whatever its records say. */
  readonly maxTtl: number;
  /** Milliseconds on any clock that does not go back. */
  readonly now: () => number;
}

/** What a reply takes besides its octets. */
const OVERHEAD = 500;

interface UnderWay {
  readonly reply: Promise<ResolverReply>;
  readonly controller: AbortController;
  waiting: number;
}

const GIVEN_UP: ResolverReply = { kind: 'failed', why: 'given up' };

/**
 * Keeps what was answered, that there is nothing included (RFC 2308), for as long as the answer says; failures are not kept. Those who ask
 * the same at the same time wait for one answer, and the question is given up when none of them waits any more.
 */
export function cachedDns(ask: AskDns, { maxSize, maxTtl, now }: DnsCacheOptions): AskDns {
  const kept = new LRUCache<string, Extract<ResolverReply, { kind: 'answered' }>>({
    maxSize,
    sizeCalculation: ({ size }) => size + OVERHEAD,
    ttlResolution: 0,
    perf: { now },
  });
  const underWay = new Map<string, UnderWay>();

  const begin = (key: string, question: DnsQuestion): UnderWay => {
    const controller = new AbortController();
    const reply = ask(question, controller.signal).then((answer) => {
      if (underWay.get(key) === begun) underWay.delete(key);
      if (answer.kind === 'answered' && answer.ttl > 0) kept.set(key, answer, { ttl: Math.min(answer.ttl, maxTtl) * 1000 });
      return answer;
    });
    const begun = { reply, controller, waiting: 0 };
    underWay.set(key, begun);
    return begun;
  };

  return (question, signal) => {
    if (signal.aborted) return Promise.resolve(GIVEN_UP);
    const key = `${question.type} ${question.name.toLowerCase()}`;
    const answer = kept.get(key);
    if (answer !== undefined) return Promise.resolve(answer);
    const shared = underWay.get(key) ?? begin(key, question);
    shared.waiting += 1;
    return new Promise((resolve) => {
      const leave = () => {
        resolve(GIVEN_UP);
        shared.waiting -= 1;
        if (shared.waiting > 0) return;
        underWay.delete(key);
        shared.controller.abort();
      };
      signal.addEventListener('abort', leave);
      shared.reply.then((reply) => {
        signal.removeEventListener('abort', leave);
        resolve(reply);
      });
    });
  };
}
