import { z } from 'zod';

export type PasswordOutcome = 'changed' | 'wrong' | 'too-often' | 'failed';

interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly signOutOthers: boolean;
}

const answerSchema = z.object({ code: z.string() });

/** Asks better-auth's own route, as signing in does; a wrong current password is an outcome, not an error. */
export async function changePassword({ current, next, signOutOthers }: PasswordChange): Promise<PasswordOutcome> {
  const response = await fetch('/api/auth/change-password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ currentPassword: current, newPassword: next, revokeOtherSessions: signOutOthers }),
  }).catch(() => null);
  if (response === null) return 'failed';
  if (response.ok) return 'changed';
  if (response.status === 429) return 'too-often';
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  return answer.success && answer.data.code === 'INVALID_PASSWORD' ? 'wrong' : 'failed';
}
