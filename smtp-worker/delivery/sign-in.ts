import type { RelayAuthentication } from '@/lib/policy/authentication';
import { type Failure, forNow } from './failure';
import { connectFailure, oneLine } from './outcome';
import type { ReadPassword } from './passwords';
import type { PeerConnection } from './peer-connection';

const MECHANISMS = { any: ['PLAIN', 'LOGIN'], plain: ['PLAIN'], login: ['LOGIN'] } as const;

/**
 * Signs in over a connection that has met the demanded TLS (RFC 4954); null if that succeeded. Never permanent: what is wrong with a password
 * is for an administrator to correct, not for the sender to hear.
 *
 * @param peer `mx.partner.example:465`
 */
export async function signIn(
  connection: PeerConnection,
  { user, mechanism, passwordId }: RelayAuthentication,
  readPassword: ReadPassword,
  peer: string,
): Promise<Failure | null> {
  const offered = connection.mechanisms();
  const wanted = MECHANISMS[mechanism];
  const chosen = wanted.find((each) => offered.includes(each));
  if (chosen === undefined) {
    const what = offered.length === 0 ? 'no sign-in at all' : `only ${offered.join(', ')}`;
    return forNow('authentication-failed', '4.7.8', `${peer} offers ${what}, but ${wanted.join(' or ')} is wanted.`);
  }
  const password = passwordId === null ? new Error('The password is not saved.') : await readPassword(passwordId).catch(asError);
  if (password instanceof Error) return forNow('authentication-failed', '4.3.5', `No sign-in to ${peer} as "${user}": ${password.message}`);
  const error = await connection.signIn(user, password, chosen);
  if (error === null) return null;
  if (error.reply === null || error.reply.startsWith('421')) return connectFailure(error, peer);
  return forNow('authentication-failed', '4.7.8', `${peer} refused the sign-in as "${user}": ${oneLine(error.reply)}`, error.reply);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
