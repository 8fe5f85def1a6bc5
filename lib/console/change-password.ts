import { isAPIError } from 'better-auth/api';
import { recordEvent } from '@/lib/audit/record-event';
import { countAttempt, forgetAttempts, PER_ACCOUNT } from '@/lib/auth/attempt-limit';
import { authOfCookie } from '@/lib/auth/console-auth';
import { authorOf, type Caller, demand } from './caller';
import { invalid, Refusal } from './refusal';

interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
  /** Ends every other session of this administrator; the present one goes on under a new cookie. */
  readonly signOutOthers: boolean;
}

/**
 * Changes the caller's own password. Wrong guesses of the present one count like wrong guesses at sign-in.
 * @param headers of the request, with the session's cookie
 * @returns the cookies to set
 * @throws Refusal
 */
export async function changePassword(caller: Caller, change: PasswordChange, headers: Headers): Promise<string[]> {
  demand(caller, 'own-account.write');
  const author = authorOf(caller);
  const seconds = await countAttempt(caller.db, author, PER_ACCOUNT, new Date());
  if (seconds > 0) throw new Refusal({ kind: 'rate-limited', seconds });
  const { currentPassword, newPassword, signOutOthers: revokeOtherSessions } = change;
  try {
    const changed = await authOfCookie(caller.auths, headers).api.changePassword({
      headers,
      body: { currentPassword, newPassword, revokeOtherSessions },
      returnHeaders: true,
    });
    await forgetAttempts(caller.db, author, new Date());
    await recordEvent(caller.db, author, 'administrator.password-changed', { signOutOthers: revokeOtherSessions });
    return changed.headers.getSetCookie();
  } catch (error) {
    if (isAPIError(error) && error.body?.code === 'INVALID_PASSWORD') throw invalid(['currentPassword'], 'password.wrong');
    throw error;
  }
}
