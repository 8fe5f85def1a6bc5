import type { Answer } from 'dns-packet';
import { type AskOptions, askResolvers, type DnsQuestion, type ResolverReply, sameName } from '@/lib/net/ask-resolver';
import type { Resolver } from '@/lib/net/resolvers';
import type { Dns, MxRecord } from '../dns';
import type { TlsaRecord } from './tlsa-record';

/** Where a server's TLSA records were looked for, and what was there. */
type TlsaAnswer =
  /** Signed. `host` is the one of `owner`. */
  | { readonly kind: 'found'; readonly owner: string; readonly host: string; readonly records: readonly TlsaRecord[] }
  /** There are none; or there may be some, but they are not `signed`. */
  | { readonly kind: 'none'; readonly owner: string; readonly signed: boolean }
  | { readonly kind: 'failed'; readonly owner: string; readonly why: string };

/** The look-ups of a delivery that demands DANE: MX and TLSA records count only if they are signed (DNSSEC). */
export interface SignedDns extends Dns {
  /** The TLSA records of the server on a host's port (RFC 6698 3). */
  tlsa(host: string, port: number): Promise<TlsaAnswer>;
}

/**
 * @param resolvers those whose AD bit is believed, at least one
 * @param addresses how addresses are looked up: they need no signature, since the certificate proves who answers there
 */
export function createSignedDns(resolvers: readonly Resolver[], addresses: Dns['addresses'], options: AskOptions): SignedDns {
  const ask = (type: DnsQuestion['type'], name: string): Promise<ResolverReply> => askResolvers({ type, name }, resolvers, options);
  return {
    addresses,
    mx: async (domain) => {
      const reply = await ask('MX', domain);
      if (reply.kind === 'failed') return reply;
      if (!reply.authenticated) return { kind: 'unsigned' };
      if (!reply.exists) return { kind: 'no-such-name' };
      const records = recordsOf(reply.answers, domain).flatMap(toMx);
      return records.length === 0 ? { kind: 'no-data' } : { kind: 'found', records };
    },
    tlsa: async (host, port) => {
      const alias = await ask('A', host);
      if (alias.kind === 'failed') return { ...alias, owner: ownerOf(host, port) };
      // RFC 7672 2.2.3: first what a signed alias leads to, then the name itself.
      const target = alias.authenticated ? canonicalName(alias.answers, host) : host;
      const found = await tlsaAt(target, port, ask);
      return found.kind === 'none' && !sameName(target, host) ? tlsaAt(host, port, ask) : found;
    },
  };
}

async function tlsaAt(host: string, port: number, ask: (type: 'TLSA', name: string) => Promise<ResolverReply>): Promise<TlsaAnswer> {
  const owner = ownerOf(host, port);
  const reply = await ask('TLSA', owner);
  if (reply.kind === 'failed') return { ...reply, owner };
  if (!reply.authenticated) return { kind: 'none', owner, signed: false };
  const records = recordsOf(reply.answers, owner).flatMap(toTlsa);
  return records.length === 0 ? { kind: 'none', owner, signed: true } : { kind: 'found', owner, host, records };
}

function ownerOf(host: string, port: number): string {
  return `_${port}._tcp.${host}`;
}

/** Long enough for any alias that works, short enough for a loop. */
const MOST_ALIASES = 16;

/** Where the aliases (CNAME) of an answer lead from a name. */
function canonicalName(answers: readonly Answer[], name: string): string {
  let current = name;
  for (let followed = 0; followed < MOST_ALIASES; followed += 1) {
    const next = answers.flatMap((each) => (each.type === 'CNAME' && sameName(each.name, current) ? [each.data] : []))[0];
    if (next === undefined) return current;
    current = next;
  }
  return name;
}

/** Those that belong to the name that was asked for, or to what it is an alias of. */
function recordsOf(answers: readonly Answer[], name: string): Answer[] {
  const owner = canonicalName(answers, name);
  return answers.filter((each) => sameName(each.name, owner));
}

function toMx(answer: Answer): MxRecord[] {
  return answer.type === 'MX' ? [{ exchange: answer.data.exchange, priority: answer.data.preference }] : [];
}

function toTlsa(answer: Answer): TlsaRecord[] {
  if (answer.type !== 'TLSA') return [];
  const { usage, selector, matchingType, certificate: data } = answer.data;
  return [{ usage, selector, matchingType, data }];
}
