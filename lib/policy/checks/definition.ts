import type { Localised } from '@/lib/i18n/locales';
import { type CheckWords, checkWords } from '@/lib/i18n/messages/checks';
import type { CompiledRule } from '../compile-rule';
import type { ForceTlsWay } from '../force-tls';

export const CHECK_NAMES = [
  'contradiction',
  'loop',
  'never-decides',
  'never-matched',
  'no-address',
  'refuses-own',
  'ssl-port',
  'starttls-off',
  'tls-for-everyone',
  'twin-missing',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** `warning`: mail is probably treated otherwise than meant. `hint`: worth a look. */
export const SEVERITIES = ['warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that an administrator should know about the rule list, in one plain sentence. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: Severity;
  /** Ids of the rules concerned; the first is the one to be changed. */
  readonly rules: readonly [string, ...string[]];
  readonly text: Localised;
  /** The form that puts it right, filled in. */
  readonly forceTls: { readonly domain: string; readonly direction: ForceTlsWay } | null;
}

/** A rule list and what is known around it. */
export interface CheckedPolicy {
  /** The rules that are judged, in their order. */
  readonly rules: readonly CompiledRule[];
  readonly localDomains: readonly string[];
  /** In canonical text (lib/mail/network.ts). */
  readonly relayNetworks: readonly string[];
  /** Host names, addresses and ports under which this gateway takes in mail. */
  readonly own: { readonly hosts: ReadonlySet<string>; readonly ports: ReadonlySet<number> };
  /** Ids of rules that have been in force for 90 days and were never true in them. */
  readonly idle: ReadonlySet<string>;
}

export function finding(
  check: CheckName,
  severity: Severity,
  [rule, ...others]: readonly [CompiledRule, ...CompiledRule[]],
  say: (words: CheckWords) => string,
  forceTls: Finding['forceTls'] = null,
): Finding {
  const text = { en: say(checkWords.en), de: say(checkWords.de) };
  return { check, severity, rules: [rule.ruleId, ...others.map(({ ruleId }) => ruleId)], text, forceTls };
}
