import { DkimListener } from '@/lib/lookups/dkim';
import { type LookupSubject, lookUpFacts } from '@/lib/lookups/mail-lookups';
import type { AskDns } from '@/lib/net/dns-cache';
import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Facts } from '@/lib/policy/facts';
import { type DnsLookup, isDnsLookup, type Lookup, learn, ofClient } from '@/lib/policy/lookup-facts';
import { neededLookups } from '@/lib/policy/needed-lookups';

/** How the worker looks things up. Times in milliseconds. */
export interface LookupContext {
  readonly ask: AskDns;
  /** For all look-ups of one stage together. */
  readonly timeout: number;
  /** A look-up has been made. @param found what it, and those that were made with it, have found */
  readonly count: (lookup: DnsLookup, found: Facts) => void;
}

/** The look-ups of one session. What is found out about the client holds for the whole session, unless its look-up failed. */
export class SessionLookups {
  private readonly gone = new AbortController();
  private client: Facts = {};

  constructor(private readonly context: LookupContext) {}

  /** The client has gone: nobody waits for an answer any more. */
  get cancelled(): boolean {
    return this.gone.signal.aborted;
  }

  cancel(): void {
    this.gone.abort();
  }

  /** Asks the DNS for what is needed until nothing is, each round at once. Resolves to what was found, with what is known of the client. */
  async answer(needed: (found: Facts) => readonly Lookup[], subject: LookupSubject): Promise<Facts> {
    let found = this.client;
    const asked = () => needed(found).filter(isDnsLookup);
    for (let next = asked(); next.length > 0; next = asked()) {
      const { ask, timeout, count } = this.context;
      const answers = await lookUpFacts(next, subject, { ask, timeout, signal: this.gone.signal });
      for (const lookup of next) count(lookup, answers);
      found = learn(found, answers);
    }
    this.client = ofClient(found);
    return found;
  }

  /** The facts of a stage with all that the rules need at it. */
  async complete(compiled: CompiledPolicy, facts: Facts, stage: 'connect' | 'ehlo' | 'mail', subject: LookupSubject): Promise<Facts> {
    return learn(facts, await this.answer((found) => neededLookups(compiled, learn(facts, found), stage), subject));
  }

  /** Verifies signatures while a message arrives. */
  listen(now: Date): DkimListener {
    return new DkimListener(this.context.ask, this.gone.signal, now);
  }
}
