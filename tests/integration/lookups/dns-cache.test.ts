import { describe, expect, it } from 'vitest';
import type { ResolverReply } from '@/lib/net/ask-resolver';
import { type AskDns, cachedDns } from '@/lib/net/dns-cache';
import { asking, NEVER } from './asking';

const QUESTION = { type: 'A', name: 'a.tld' } as const;

describe('The cache of the DNS', () => {
  it('keeps what was found, and that there is nothing, as long as the DNS says', async () => {
    const { ask, server } = await asking({ 'a.tld': { a: ['192.0.2.1'], ttl: 60 }, 'empty.tld': { ttl: 60 } });
    for (const name of ['a.tld', 'A.tld', 'empty.tld', 'empty.tld']) await ask({ type: 'A', name }, NEVER);
    expect(server.questions).toEqual(['A a.tld', 'A empty.tld']);
  });

  it.each([
    ['without a SOA record', {}],
    ['that failed', { 'a.tld': 'servfail' as const }],
  ])('does not keep an answer %s', async (_, zones) => {
    const { ask, server } = await asking(zones);
    await ask(QUESTION, NEVER);
    const before = server.questions.length;
    await ask(QUESTION, NEVER);
    expect(server.questions.length).toBe(2 * before);
  });

  it('asks again when the time is over, and for what had to make way', async () => {
    let now = 1000;
    const asked: string[] = [];
    const ask = cachedDns(answering(asked, { ttl: 7200, size: 500 }), { maxSize: 2000, maxTtl: 3600, now: () => now });
    await ask(QUESTION, NEVER);
    now = 3_600_000;
    await ask(QUESTION, NEVER);
    expect(asked).toEqual(['a.tld']);
    now = 3_602_000;
    await ask(QUESTION, NEVER);
    expect(asked).toEqual(['a.tld', 'a.tld']);
    for (const name of ['b.tld', 'c.tld', 'a.tld']) await ask({ type: 'A', name }, NEVER);
    expect(asked.slice(2)).toEqual(['b.tld', 'c.tld', 'a.tld']);
  });

  it('asks once for all who wait, and gives up when none of them waits any more', async () => {
    const asked: AbortSignal[] = [];
    const ask = cachedDns((_, signal) => waiting(asked, signal), { maxSize: 2000, maxTtl: 3600, now: () => 0 });
    const [one, other] = [new AbortController(), new AbortController()];
    const answers = [ask(QUESTION, one.signal), ask(QUESTION, other.signal)];
    expect(asked).toHaveLength(1);
    one.abort();
    expect(await answers[0]).toEqual({ kind: 'failed', why: 'given up' });
    expect(asked[0]?.aborted).toBe(false);
    other.abort();
    expect(await answers[1]).toEqual({ kind: 'failed', why: 'given up' });
    expect(asked[0]?.aborted).toBe(true);
    expect(await ask(QUESTION, one.signal)).toEqual({ kind: 'failed', why: 'given up' });
    expect(asked).toHaveLength(1);
  });

  it('says that a name does not exist which no DNS message can hold', async () => {
    const { ask, server } = await asking({});
    for (const name of [`${'x'.repeat(64)}.tld`, 'a..tld', `${'abcdefg.'.repeat(32)}tld`]) {
      expect(await ask({ type: 'A', name }, NEVER)).toMatchObject({ kind: 'answered', exists: false });
    }
    expect(server.questions).toEqual([]);
  });

  it('ends a question to a silent resolver when nobody waits any more', async () => {
    const { ask, server } = await asking({ 'a.tld': 'silence' });
    const patience = new AbortController();
    const answer = ask(QUESTION, patience.signal);
    patience.abort();
    expect(await answer).toEqual({ kind: 'failed', why: 'given up' });
    expect(server.questions.length).toBeLessThan(2);
  });
});

function answering(asked: string[], { ttl, size }: { ttl: number; size: number }): AskDns {
  return async ({ name }) => {
    asked.push(name);
    return { kind: 'answered', authenticated: false, exists: true, answers: [], ttl, size };
  };
}

function waiting(asked: AbortSignal[], signal: AbortSignal): Promise<ResolverReply> {
  asked.push(signal);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'failed', why: 'given up' })));
}
