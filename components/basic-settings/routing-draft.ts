import {
  type CheckDraft,
  checkOf,
  draftOfCheck,
  draftOfTarget,
  NEW_TARGET,
  type RelayTargetDraft,
  targetOf,
} from '@/components/ui/relay-target-draft';
import type { TlsProfileName } from '@/lib/mail/tls-profile';
import { DEFAULT_ROUTING, type RoutingSettings } from '@/lib/policy/basic-settings';
import type { RetryRow } from './retry-fields';
import { draftOfTlsFailure, type TlsFailureDraft, tlsFailureOf } from './tls-failure-draft';

/** Routing Basic Settings while they are edited. The smart host's fields are kept while it is switched off. */
export interface RoutingDraft {
  readonly relayNetworks: readonly string[];
  readonly retryDelays: readonly RetryRow[];
  readonly queueLifetime: number | null;
  readonly warnOfDelay: boolean;
  readonly delayWarning: number | null;
  readonly perNextHop: { readonly [Name in keyof RoutingSettings['perNextHop']]: number | null };
  readonly check: CheckDraft;
  readonly profile: TlsProfileName;
  readonly tlsFailure: TlsFailureDraft;
  readonly starttls: RoutingSettings['defaultStarttls'];
  readonly sourceAddress: string;
  readonly useSmartHost: boolean;
  readonly smartHost: RelayTargetDraft;
}

export function routingDraftOf(settings: RoutingSettings): RoutingDraft {
  return {
    relayNetworks: settings.relayNetworks,
    retryDelays: settings.retryDelays.map((delay, key) => ({ key, delay })),
    queueLifetime: settings.queueLifetime,
    warnOfDelay: settings.delayWarning !== null,
    delayWarning: settings.delayWarning ?? DEFAULT_ROUTING.delayWarning,
    perNextHop: settings.perNextHop,
    check: draftOfCheck(settings.defaultCertificateCheck),
    profile: settings.defaultTlsProfile,
    tlsFailure: draftOfTlsFailure(settings.tlsFailure),
    starttls: settings.defaultStarttls,
    sourceAddress: settings.sourceAddress ?? '',
    useSmartHost: settings.smartHost !== null,
    smartHost: settings.smartHost === null ? NEW_TARGET : draftOfTarget(settings.smartHost),
  };
}

/** Still to be parsed by routingSettingsSchema. */
export function routingSettingsOf(draft: RoutingDraft): unknown {
  return {
    relayNetworks: draft.relayNetworks,
    retryDelays: draft.retryDelays.map(({ delay }) => delay),
    queueLifetime: draft.queueLifetime,
    delayWarning: draft.warnOfDelay ? (draft.delayWarning ?? Number.NaN) : null,
    perNextHop: draft.perNextHop,
    defaultCertificateCheck: checkOf(draft.check),
    defaultTlsProfile: draft.profile,
    tlsFailure: tlsFailureOf(draft.tlsFailure),
    defaultStarttls: draft.starttls,
    sourceAddress: draft.sourceAddress.trim() === '' ? null : draft.sourceAddress,
    smartHost: draft.useSmartHost ? targetOf(draft.smartHost) : null,
  };
}
