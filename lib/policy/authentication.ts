import { z } from 'zod';

const LONGEST = 255;

function lineSchema(code: 'text.empty') {
  return z
    .string(code)
    .min(1, code)
    .max(LONGEST, 'text.too-long')
    .regex(/^\P{Cc}*$/u, 'name.control-characters');
}

/**
 * A password where something is saved that needs one. Typed is how it comes in; what is stored, and what is ever given out again, is the id
 * under which its encrypted form is kept.
 */
export const passwordSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('stored'), id: z.uuid('value.invalid') }),
    z.object({ kind: z.literal('typed'), text: lineSchema('text.empty') }),
  ],
  'value.missing',
);
export type Password = z.output<typeof passwordSchema>;

/** `any`: PLAIN, or LOGIN where the next hop has no PLAIN (RFC 4954). */
export const AUTHENTICATION_MECHANISMS = ['any', 'plain', 'login'] as const;

/** How we sign in to a next hop. */
export const authenticationSchema = z.object({
  user: lineSchema('text.empty'),
  password: passwordSchema,
  mechanism: z.enum(AUTHENTICATION_MECHANISMS, 'value.invalid').default('any'),
});
export type Authentication = z.output<typeof authenticationSchema>;

/** The same without the password. `passwordId`: under which it is stored; null: it is not saved yet. */
export interface RelayAuthentication extends Pick<Authentication, 'user' | 'mechanism'> {
  readonly passwordId: string | null;
}

export function withoutPassword({ user, mechanism, password }: Authentication): RelayAuthentication {
  return { user, mechanism, passwordId: password.kind === 'stored' ? password.id : null };
}
