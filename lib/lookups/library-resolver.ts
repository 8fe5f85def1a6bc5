import type { Resolve } from 'mailauth/lib/dkim/dkim-verifier.js';
import type { AskDns } from '@/lib/net/dns-cache';
import { lookUpRecords, type RecordType } from '@/lib/net/dns-records';

export interface LibraryResolver {
  readonly resolve: Resolve;
  /** The first look-up that failed for now; null if none did. */
  readonly failure: () => string | null;
}

/**
 * Our DNS as mailauth wants it: like `dns.resolve` of Node, with its codes of errors. All that mailauth asks goes through this; the same is asked
 * once.
 */
export function libraryResolver(ask: AskDns, signal: AbortSignal): LibraryResolver {
  let failure: string | null = null;
  const records = async <Type extends RecordType>(type: Type, name: string) => {
    const answer = await lookUpRecords(ask, type, name, signal);
    if (answer.kind === 'found') return [...answer.records];
    if (answer.kind === 'failed') failure ??= answer.why;
    throw withCode(CODES[answer.kind], `${type} ${name}`);
  };
  const find: Resolve = async (name, type) => {
    switch (type) {
      case 'A':
      case 'AAAA':
      case 'PTR':
        return records(type, name);
      case 'MX':
        return records('MX', name);
      case 'TXT':
        return (await records('TXT', name)).map((text) => [text]);
      default:
        throw withCode('ENOTIMP', `${type} ${name}`);
    }
  };
  const asked = new Map<string, ReturnType<Resolve>>();
  const resolve: Resolve = (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const answer = asked.get(key) ?? find(name, type);
    asked.set(key, answer);
    return answer;
  };
  return { resolve, failure: () => failure };
}

/** The SPF of mailauth passes over an included domain whose look-up fails in any other way than by a time-out or a refusal. */
const CODES = { 'no-data': 'ENODATA', 'no-such-name': 'ENOTFOUND', failed: 'ETIMEOUT' } as const;

function withCode(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
