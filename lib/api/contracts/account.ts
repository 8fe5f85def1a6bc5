import { z } from 'zod';

/** Of administrators: the console's own accounts. */
const passwordSchema = z.string('value.missing').min(12, 'password.too-short').max(256, 'text.too-long');

/** POST /setup: the first administrator, by the secret of the one-time link. */
export const setupSchema = z.object({
  token: z.string('value.missing').min(1, 'value.missing').max(200, 'text.too-long'),
  name: z.string('name.empty').trim().min(1, 'name.empty').max(64, 'name.too-long'),
  email: z.string('address.invalid').trim().toLowerCase().max(254, 'text.too-long').pipe(z.email('address.invalid')),
  password: passwordSchema,
});

/** PUT /account/password */
export const changePasswordSchema = z.object({
  currentPassword: z.string('value.missing').min(1, 'value.missing').max(256, 'text.too-long'),
  newPassword: passwordSchema,
  signOutOthers: z.boolean('value.invalid').default(true),
});

/** What is answered where there is nothing to tell. */
export const doneSchema = z.object({ done: z.literal(true) });
