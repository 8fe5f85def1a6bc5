import net from 'node:net';
import type { NextHop } from '@/lib/routing/next-hop';
import type { Dns, MxRecord } from './dns';
import { type Failure, forGood, forNow } from './failure';

/** One address to try. `host` is the reference identity of its certificate: the name that led here. */
export interface Candidate {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

export type Resolution =
  | { readonly kind: 'candidates'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface ResolveContext {
  readonly dns: Dns;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Our own name: mail exchangers from it on downwards are not for us to use (RFC 5321 5.1). */
  readonly hostname: string;
  readonly isOurs: (address: string, port: number) => boolean;
}

/** RFC 5321 5.1 wants every address tried; a domain with dozens is cut off here. */
const MOST_CANDIDATES = 12;

/** The addresses to try, in order. */
export async function resolveNextHop(nextHop: NextHop, context: ResolveContext): Promise<Resolution> {
  if (nextHop.kind === 'hosts') return addressesOf(nextHop.hosts, context);
  const { domain, port } = nextHop;
  const answer = await context.dns.mx(domain);
  switch (answer.kind) {
    case 'no-such-name':
      return { kind: 'failed', failure: forGood('no-such-domain', '5.1.2', `The domain ${domain} does not exist.`) };
    case 'failed':
      return { kind: 'failed', failure: forNow('dns-failure', '4.4.3', `The MX of ${domain} could not be looked up (${answer.why}).`) };
    case 'unsigned':
      return {
        kind: 'failed',
        failure: forNow('dane-not-available', '4.7.5', `The MX records of ${domain} are not signed (DNSSEC): DANE cannot be used for it.`),
      };
    case 'no-data':
      // RFC 5321 5.1: the implicit MX.
      return addressesOf([{ host: domain, port }], context);
    case 'found':
      return viaExchangers(nextHop, answer.records, context);
  }
}

function viaExchangers(
  { domain, port }: { readonly domain: string; readonly port: number },
  records: readonly MxRecord[],
  context: ResolveContext,
): Promise<Resolution> | Resolution {
  if (records.every(({ exchange }) => exchange === '' || exchange === '.')) {
    return { kind: 'failed', failure: forGood('null-mx', '5.1.10', `The domain ${domain} accepts no mail (null MX).`) };
  }
  const own = records.find(({ exchange }) => sameHost(exchange, context.hostname));
  const usable = own === undefined ? records : records.filter(({ priority }) => priority < own.priority);
  if (usable.length === 0) {
    return {
      kind: 'failed',
      failure: forNow('loop', '4.4.6', `The MX of ${domain} is this gateway (${context.hostname}): the mail would loop.`),
    };
  }
  const hosts = byPreference(usable, context.random).map(({ exchange }) => ({ host: exchange.toLowerCase(), port }));
  return addressesOf(hosts, context);
}

/** RFC 5321 5.1: the lowest number first, equal ones in random order. */
function byPreference(records: readonly MxRecord[], random: () => number): MxRecord[] {
  return records
    .map((record) => ({ record, draw: random() }))
    .sort((a, b) => a.record.priority - b.record.priority || a.draw - b.draw)
    .map(({ record }) => record);
}

async function addressesOf(
  hosts: readonly { readonly host: string; readonly port: number }[],
  context: ResolveContext,
): Promise<Resolution> {
  const looked = await Promise.all(hosts.map(async ({ host, port }) => ({ host, port, answer: await addressesOfHost(host, context.dns) })));
  const all = looked.flatMap(({ host, port, answer }) =>
    answer.kind === 'found' ? answer.records.map((address): Candidate => ({ host, address, port })) : [],
  );
  const candidates = all.filter(({ address, port }) => !context.isOurs(address, port));
  if (candidates.length > 0) return { kind: 'candidates', candidates: candidates.slice(0, MOST_CANDIDATES) };
  return { kind: 'failed', failure: all.length > 0 ? loopsTo(all) : unresolvable(looked) };
}

function addressesOfHost(host: string, dns: Dns): ReturnType<Dns['addresses']> | { kind: 'found'; records: string[] } {
  return net.isIP(host) === 0 ? dns.addresses(host) : { kind: 'found', records: [host] };
}

function loopsTo(all: readonly Candidate[]): Failure {
  const where = all.map(({ host, address, port }) => `${host} (${address}, port ${port})`).join(', ');
  return forNow('loop', '4.4.6', `The next hop ${where} is this gateway itself: the mail would loop.`);
}

/** For now in any case: a name that does not resolve is mostly a mistake that someone corrects. */
function unresolvable(
  looked: readonly { readonly host: string; readonly answer: { readonly kind: string; readonly why?: string } }[],
): Failure {
  const words = looked.map(
    ({ host, answer }) => `${host} (${answer.why ?? (answer.kind === 'no-data' ? 'has no address' : 'does not exist')})`,
  );
  return forNow('dns-failure', '4.4.3', `No address of the next hop could be found: ${words.join(', ')}.`);
}

function sameHost(a: string, b: string): boolean {
  return a.replace(/\.$/, '').toLowerCase() === b.replace(/\.$/, '').toLowerCase();
}
