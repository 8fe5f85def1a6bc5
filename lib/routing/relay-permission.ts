import type { CompiledPolicy } from '@/lib/policy/compile';
import type { Senders } from '@/lib/policy/settings';
import { findLocalDomain } from './local-domains';

/** `local`: the recipient is ours, anyone may send to it. `relay`: the client may send on through us. `denied`: `550 5.7.1 Relaying denied`. */
export type RelayPermission = 'local' | 'relay' | 'denied';

export interface RelayRequest {
  /** Canonical domain of the envelope recipient; null for the bare `postmaster`. */
  readonly recipientDomain: string | null;
  readonly remoteIp: string;
  /** Null if the client has not authenticated. */
  readonly authenticatedUser: string | null;
}

/** Whether the client may send to this recipient. Asked before any rule, so that no mistake in a rule makes an open relay. */
export function relayPermission(compiled: CompiledPolicy, request: RelayRequest): RelayPermission {
  if (findLocalDomain(compiled, request.recipientDomain) !== null) return 'local';
  return request.authenticatedUser !== null || compiled.isInRelayNetwork(request.remoteIp) ? 'relay' : 'denied';
}

/**
 * What a rule makes of a permission: it may widen or narrow it. `sign-in-first`: who signs in may.
 * @param senders null if no rule says who may
 */
export function permissionByRule(
  permission: RelayPermission,
  senders: Senders | null,
  authenticatedUser: string | null,
): RelayPermission | 'sign-in-first' {
  const granted = permission === 'local' ? 'local' : 'relay';
  switch (senders) {
    case null:
      return permission;
    case 'anyone':
      return granted;
    case 'nobody':
      return 'denied';
    case 'authenticated':
      if (authenticatedUser !== null) return granted;
      return permission === 'denied' ? 'denied' : 'sign-in-first';
  }
}
