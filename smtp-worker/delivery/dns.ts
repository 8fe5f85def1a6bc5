import { promises as dns } from 'node:dns';
import net from 'node:net';

export type DnsAnswer<Record> =
  | { readonly kind: 'found'; readonly records: readonly Record[] }
  /** The name exists, but has no such record. */
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-such-name' }
  /** For now; says nothing about the name. */
  | { readonly kind: 'failed'; readonly why: string };

export interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

/** The look-ups that a delivery needs. */
export interface Dns {
  /** `unsigned`: there is an answer, but it is not signed (DNSSEC), and this look-up accepts no other. */
  mx(domain: string): Promise<DnsAnswer<MxRecord> | { readonly kind: 'unsigned' }>;
  /** IPv6 and IPv4 addresses, IPv6 first. */
  addresses(host: string): Promise<DnsAnswer<string>>;
}

const QUERY = { timeout: 5000, tries: 2 };

/**
 * Asks the given servers (`address:port`), or the system's if there are none. In the latter case host names go through the system's name
 * service, which also knows /etc/hosts.
 */
export function createDns(servers: readonly string[]): Dns {
  const resolver = new dns.Resolver(QUERY);
  if (servers.length > 0) resolver.setServers(servers);
  const mx = (domain: string) => answerOf(resolver.resolveMx(domain));
  if (servers.length === 0) return { mx, addresses: (host) => systemAddresses(host) };
  return {
    mx,
    addresses: async (host) => {
      const [v6, v4] = await Promise.all([answerOf(resolver.resolve6(host)), answerOf(resolver.resolve4(host))]);
      return joined(v6, v4);
    },
  };
}

async function systemAddresses(host: string): Promise<DnsAnswer<string>> {
  const answer = await answerOf(dns.lookup(host, { all: true, verbatim: true }));
  if (answer.kind !== 'found') return answer;
  const addresses = answer.records.map(({ address }) => address);
  return { kind: 'found', records: [...addresses.filter((each) => net.isIPv6(each)), ...addresses.filter((each) => !net.isIPv6(each))] };
}

/** One family that is there is enough; that the other one's look-up failed matters only without it. */
function joined(v6: DnsAnswer<string>, v4: DnsAnswer<string>): DnsAnswer<string> {
  const records = [v6, v4].flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  if (records.length > 0) return { kind: 'found', records };
  if (v6.kind === 'failed') return v6;
  return v4.kind === 'no-such-name' ? v6 : v4;
}

async function answerOf<Record>(query: Promise<readonly Record[]>): Promise<DnsAnswer<Record>> {
  try {
    const records = await query;
    return records.length === 0 ? { kind: 'no-data' } : { kind: 'found', records };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENODATA') return { kind: 'no-data' };
    return code === 'ENOTFOUND' ? { kind: 'no-such-name' } : { kind: 'failed', why: code };
  }
}
