import { refusesForLackOfTls } from '../answer-stage';
import { type CheckedPolicy, type Finding, finding } from './definition';

/**
 * A rule that takes STARTTLS from clients: their mail travels in plaintext. Mail for which another rule forces TLS is put off again and
 * again then, since a refusal for what we do not offer is never permanent.
 */
export function starttlsOff({ rules }: CheckedPolicy): readonly Finding[] {
  const forced = rules.find((rule) => rule.mode === 'enforce' && refusesForLackOfTls(rule));
  return rules
    .filter(({ mode, effects }) => mode === 'enforce' && effects.offerStarttls === false)
    .map((rule) =>
      forced === undefined
        ? finding('starttls-off', 'warning', [rule], (words) => words.starttlsOff(rule.name))
        : finding('starttls-off', 'warning', [rule, forced], (words) => words.starttlsOffForced(rule.name, forced.name)),
    );
}
