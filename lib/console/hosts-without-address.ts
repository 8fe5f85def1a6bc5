import { Resolver } from 'node:dns/promises';
import { isAddress } from '@/lib/mail/host';
import { type Finding, finding } from '@/lib/policy/checks/definition';
import { relayHostsOf } from '@/lib/policy/checks/relay-hosts';
import type { CompiledRule } from '@/lib/policy/compile-rule';

/** Names asked for at the same time. */
const AT_ONCE = 20;
/** Milliseconds. */
const TIMEOUT = 3000;

/** Rules that relay to a host for which DNS says that it has neither an IPv4 nor an IPv6 address. An answer that fails to come says nothing. */
export async function hostsWithoutAddress(rules: readonly CompiledRule[]): Promise<readonly Finding[]> {
  const named = relayHostsOf(rules).filter(({ host }) => !isAddress(host));
  const hosts = [...new Set(named.map(({ host }) => host))];
  const without = new Set<string>();
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 1 });
  const askNext = async (): Promise<void> => {
    for (let host = hosts.pop(); host !== undefined; host = hosts.pop()) if (await hasNoAddress(resolver, host)) without.add(host);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  return named
    .filter(({ host }) => without.has(host))
    .map(({ rule, host }) => finding('no-address', 'warning', [rule], (words) => words.noAddress(rule.name, host)));
}

async function hasNoAddress(resolver: Resolver, host: string): Promise<boolean> {
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers.every((answer) => answer.status === 'rejected' && isDenial(answer.reason));
}

function isDenial(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA');
}
