import type { SettingName, SettingTypes, Verdict } from './settings';

/**
 * Values of a setting that make no difference to the message form one class: between two refusals of one kind only the wording differs,
 * between accepting, holding and discarding more does. An open rule holds back the rules below it unless it would give the same class.
 */
export type SettingClass = string;

interface Classes<Value> {
  readonly of: (value: Value) => SettingClass;
  /** Where no rule sets the setting. */
  readonly default: SettingClass;
  /** Where a look-up that failed leaves open which value applies. */
  readonly lookupFailed: SettingClass;
}

const byContent = { of: (value: unknown) => JSON.stringify(value), default: 'default', lookupFailed: 'look-up failed' };

export const SETTING_CLASSES: { readonly [Name in SettingName]: Classes<SettingTypes[Name]> } = {
  verdict: { of: classOfVerdict, default: 'accept', lookupFailed: 'tempfail' },
  banner: byContent,
  offerStarttls: byContent,
  offerPipelining: byContent,
  offerEightBitMime: byContent,
  offerSmtpUtf8: byContent,
  offerDsn: byContent,
  offerChunking: byContent,
  localDelivery: byContent,
  relaying: byContent,
  maxMessageSize: byContent,
  maxRecipients: byContent,
  maxReceivedHeaders: byContent,
  headers: byContent,
  recipients: byContent,
  notifications: byContent,
  relayHost: byContent,
  relayEncryption: byContent,
  relayCertificateCheck: byContent,
  relayTlsProfile: byContent,
  relayTlsFailure: byContent,
  relayAuthentication: byContent,
  relaySourceAddress: byContent,
};

function classOfVerdict(verdict: Verdict): SettingClass {
  return verdict.outcome === 'greylist' ? 'tempfail' : verdict.outcome;
}
