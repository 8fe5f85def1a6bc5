import { randomInt } from 'node:crypto';
import { askResolvers } from './ask-resolver';
import { type AskDns, cachedDns } from './dns-cache';
import { resolversFrom } from './resolvers';

const TRIES = 2;
const CACHE = { maxSize: 16 * 1024 * 1024, maxTtl: 3600, now: () => performance.now() };

/**
 * DNS with a cache of its own, for the look-ups of the rules.
 * @param servers `address:port`; empty: those of the system
 * @param timeout milliseconds for each of two tries with each server
 */
export function createCachedDns(servers: readonly string[], timeout: number): AskDns {
  const resolvers = resolversFrom(servers);
  const randomId = () => randomInt(65_536);
  return cachedDns(({ type, name }, signal) => {
    if (!isName(name)) return Promise.resolve({ kind: 'answered', authenticated: false, exists: false, answers: [], ttl: 0, size: 0 });
    return askResolvers({ type, name }, resolvers, { timeout, tries: TRIES, randomId, signal });
  }, CACHE);
}

/** What cannot be asked does not exist (RFC 1035 2.3.4). */
function isName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= 63);
}
