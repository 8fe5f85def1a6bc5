import { type CompiledCondition, type CompiledMatch, judgeCondition, judgeMatch } from './compile-condition';
import type { Truth } from './decision';
import type { FactName, Facts } from './facts';
import { all, any } from './kleene';

/** What is known of the TLS of a connection without TLS. A client that can say STARTTLS may still change all of it. */
export const IN_CLEAR = {
  'connection.encrypted': false,
  'connection.tlsVersion': null,
  'connection.tlsCipher': null,
  'connection.clientCertificate': null,
} as const satisfies Facts;

/** Whether a fact is about the TLS of the connection, and so known from the first byte where TLS is. */
export function isOfTls(name: FactName): boolean {
  return Object.hasOwn(IN_CLEAR, name);
}

/** The same mail over TLS: which version, cipher and certificate it would come with nobody knows. */
export function asIfEncrypted(facts: Facts): Facts {
  const others = Object.fromEntries(Object.entries(facts).filter(([name]) => !Object.hasOwn(IN_CLEAR, name)));
  return { ...others, 'connection.encrypted': true };
}

/** Whether a mail in clear can match, and only because of what the right TLS (its version, cipher, client certificate) would change. */
export function matchesForLackOfTls(match: CompiledMatch): boolean {
  return judgeMatch(match, IN_CLEAR) !== 'false' && withRightTls(match) === 'false';
}

/** What is true of every connection in clear is false over the right TLS. */
function withRightTls(part: CompiledCondition | CompiledMatch): Truth {
  if ('parts' in part) return (part.match === 'all' ? all : any)(part.parts, withRightTls, {});
  return judgeCondition(part, IN_CLEAR) === 'true' ? 'false' : judgeCondition(part, {});
}
