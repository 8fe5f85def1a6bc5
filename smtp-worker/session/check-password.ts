import { REPLIES } from '@/lib/mail/replies';
import type { SessionContext } from './session-context';

export const SIGN_IN_REPLIES = {
  accepted: REPLIES.signedIn,
  refused: REPLIES.wrongCredentials,
  'too-many': REPLIES.tooManyGuesses,
  'not-checked': REPLIES.signInNotAvailable,
} as const;

/** What became of a name and a password, and the user if they are right. */
export interface Checked {
  readonly outcome: keyof typeof SIGN_IN_REPLIES;
  readonly user: string | null;
}

/** Looks at a name and a password, unless their client has given too many wrong ones. */
export async function checkPassword(
  { users, failedSignIns, database }: Pick<SessionContext, 'users' | 'failedSignIns' | 'database'>,
  clientIp: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Checked> {
  if (failedSignIns.tooMany(clientIp)) return { outcome: 'too-many', user: null };
  try {
    const user = await users.signIn(name, password);
    if (user !== null) return { outcome: 'accepted', user };
  } catch (error) {
    database.lost(error);
    return { outcome: 'not-checked', user: null };
  }
  failedSignIns.note(clientIp);
  return { outcome: 'refused', user: null };
}
