import type { RuleInput } from './gateway-setup';

/** The two rules that the product is about, as an administrator clicks them together. */

/** Mail from the domain over a connection that is not encrypted is refused. */
export function forcedTlsIn({ domain, mode = 'enforce' }: { domain: string; mode?: 'enforce' | 'monitor' | 'disabled' }): RuleInput {
  return {
    name: `${domain} force ssl in`,
    mode,
    conditions: [
      ['delivery.sender-domain', { operator: 'is', domains: [domain] }],
      ['connection.is-ssl', { encrypted: false }],
    ],
    actions: [['smtp.action', { outcome: 'reject' }]],
  };
}

/** Mail relayed to the domain goes to this host and port over TLS from the first byte. */
export function forcedTlsOut({ domain, host, port }: { domain: string; host: string; port: number }): RuleInput {
  return {
    name: `${domain} force ssl out`,
    conditions: [
      ['delivery.relaying-mail', { relaying: true }],
      ['recipient.domain', { operator: 'is', domains: [domain] }],
    ],
    actions: [
      ['relay.host', { to: 'hosts', hosts: [{ host, port }] }],
      ['relay.ssl-encryption', { ssl: true }],
    ],
  };
}
