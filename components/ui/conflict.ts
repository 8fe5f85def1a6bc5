import type { z } from 'zod';
import { ApiProblem } from '@/lib/api/client';

/** The state in force that a refused save carries (409); null if the error is no such conflict. */
export function currentOfConflict<State>(error: unknown, contract: z.ZodType<State>): State | null {
  if (!(error instanceof ApiProblem) || error.status !== 409) return null;
  const { body } = error;
  if (typeof body !== 'object' || body === null || !('current' in body)) return null;
  const current = contract.safeParse(body.current);
  return current.success ? current.data : null;
}
