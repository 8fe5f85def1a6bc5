import type { CompiledRule } from '../compile-rule';

export interface RelayHostOfRule {
  readonly rule: CompiledRule;
  readonly host: string;
  readonly port: number;
}

/** The hosts that rules relay to, with the port that is used where none is given: 465 where the rule itself says SSL, else 25. */
export function relayHostsOf(rules: readonly CompiledRule[]): RelayHostOfRule[] {
  return rules.flatMap((rule) => {
    const { relayHost, relayEncryption } = rule.effects;
    if (relayHost?.kind !== 'hosts') return [];
    return relayHost.hosts.map(({ host, port }) => ({ rule, host, port: port ?? (relayEncryption === 'implicit' ? 465 : 25) }));
  });
}
