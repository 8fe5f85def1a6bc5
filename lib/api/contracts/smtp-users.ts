import { z } from 'zod';

/** Lower case; an address or a plain name, without spaces or control characters. */
const nameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'name.empty')
  .max(254, 'text.too-long')
  .regex(/^[\x21-\x7e]+$/, 'smtp-user.name');
const passwordSchema = z.string().min(12, 'password.too-short').max(256, 'text.too-long');

export const createSmtpUserSchema = z.object({
  name: nameSchema,
  password: passwordSchema,
  note: z.string().trim().max(200, 'text.too-long').default(''),
});
/** PUT /smtp-users/{id}; password null keeps the old one. */
export const updateSmtpUserSchema = z.object({
  enabled: z.boolean(),
  note: z.string().trim().max(200, 'text.too-long'),
  password: passwordSchema.nullable().default(null),
});
export const smtpUserViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  enabled: z.boolean(),
  note: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type SmtpUserView = z.infer<typeof smtpUserViewSchema>;
export const smtpUserListSchema = z.object({ users: z.array(smtpUserViewSchema) });
