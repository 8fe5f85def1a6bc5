import { type CompiledMatch, conditionsOf, judgeMatch } from './compile-condition';
import type { RuleTrace } from './decision';
import { type FactName, type Facts, isFactName, TLS_VERSIONS } from './facts';
import { IN_CLEAR, isOfTls, matchesForLackOfTls } from './lack-of-tls';

/** Why a rule refuses: there is no TLS, there is TLS of a version or cipher that it does not take, or anything else. */
export type RefusalCause = 'no-tls' | 'weak-tls' | 'policy';

const TLS_PARAMETERS: readonly FactName[] = ['connection.tlsVersion', 'connection.tlsCipher'];

/** Why the rule has refused this mail. */
export function refusalCause({ conditions }: RuleTrace, facts: Facts): RefusalCause {
  const told = new Set(
    conditions.flatMap(({ outcome, saw }) => (outcome === 'true' ? Object.keys(saw).filter((name) => isFactName(name)) : [])),
  );
  if (facts['connection.encrypted'] === false && [...told].some(isOfTls)) return 'no-tls';
  return facts['connection.encrypted'] === true && TLS_PARAMETERS.some((name) => told.has(name)) ? 'weak-tls' : 'policy';
}

/** Why a rule that matches so can refuse, in the order in which it is said of it. */
export function possibleCauses(match: CompiledMatch): readonly RefusalCause[] {
  const inClear: readonly RefusalCause[] = matchesForLackOfTls(match) ? ['no-tls'] : ['policy'];
  if (!canMatchForWeakTls(match)) return inClear;
  return judgeMatch(match, IN_CLEAR) === 'false' ? ['weak-tls'] : [...inClear, 'weak-tls'];
}

function canMatchForWeakTls(match: CompiledMatch): boolean {
  if (!conditionsOf(match).some(({ entry }) => TLS_PARAMETERS.some((name) => entry.needs.includes(name)))) return false;
  return TLS_VERSIONS.some((version) => {
    return judgeMatch(match, { 'connection.encrypted': true, 'connection.tlsVersion': version }) !== 'false';
  });
}
