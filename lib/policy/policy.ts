import type { AcceptanceSettings, RoutingSettings } from './basic-settings';
import type { LocalDomain } from './local-domain';
import type { NamedList } from './named-list';
import type { Rule } from './rule';

/** The whole policy of one revision: what a worker enforces. */
export interface Policy {
  readonly revision: number;
  /** In the order of the list. */
  readonly rules: readonly Rule[];
  readonly acceptance: AcceptanceSettings;
  readonly routing: RoutingSettings;
  readonly localDomains: readonly LocalDomain[];
  /** To which conditions refer by name. */
  readonly namedLists: readonly NamedList[];
}
