import { isAPIError } from 'better-auth/api';
import { recordEvent } from '@/lib/audit/record-event';
import { ALL_ACCOUNTS, type AttemptLimit, countAttempt, forgetAttempts, PER_ACCOUNT } from '@/lib/auth/attempt-limit';
import { authFor, authOfCookie } from '@/lib/auth/console-auth';
import type { ConsoleContext } from './context';
import { Refusal } from './refusal';

/**
 * Makes a session for an administrator.
 * @param email lower case
 * @returns the cookies to set
 * @throws Refusal
 */
export async function signIn(context: ConsoleContext, email: string, password: string, headers: Headers): Promise<string[]> {
  const { db } = context;
  await allow(context, email, PER_ACCOUNT);
  await allow(context, 'every account', ALL_ACCOUNTS);
  try {
    const auth = authFor(context.auths, headers);
    const signedIn = await auth.api.signInEmail({ headers, body: { email, password }, returnHeaders: true });
    await forgetAttempts(db, email, new Date());
    await recordEvent(db, email, 'session.sign-in', {});
    return signedIn.headers.getSetCookie();
  } catch (error) {
    if (!isAPIError(error) || error.status !== 'UNAUTHORIZED') throw error;
    await recordEvent(db, email, 'session.sign-in-refused', {});
    throw new Refusal({ kind: 'wrong-credentials' });
  }
}

/** Ends the session of these headers, if there is one, and returns the cookies that clear it. */
export async function signOut({ auths }: ConsoleContext, headers: Headers): Promise<string[]> {
  const signedOut = await authOfCookie(auths, headers).api.signOut({ headers, returnHeaders: true });
  return signedOut.headers.getSetCookie();
}

async function allow({ db }: ConsoleContext, key: string, limit: AttemptLimit): Promise<void> {
  const seconds = await countAttempt(db, key, limit, new Date());
  if (seconds > 0) throw new Refusal({ kind: 'rate-limited', seconds });
}
