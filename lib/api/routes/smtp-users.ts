import { z } from 'zod';
import { listSmtpUsers } from '@/lib/console/list-smtp-users';
import { createSmtpUser, deleteSmtpUser, saveSmtpUser } from '@/lib/console/save-smtp-user';
import { createSmtpUserSchema, smtpUserListSchema, smtpUserViewSchema, updateSmtpUserSchema } from '../contracts/smtp-users';
import { defineRoute } from '../route';

const parameters = z.object({ id: z.uuid() });

export const listSmtpUsersRoute = defineRoute({
  method: 'GET',
  path: '/smtp-users',
  summary: 'Who may authenticate over SMTP',
  input: {},
  answer: smtpUserListSchema,
  run: (caller) => listSmtpUsers(caller),
});

export const createSmtpUserRoute = defineRoute({
  method: 'POST',
  path: '/smtp-users',
  summary: 'Add an SMTP user',
  input: { body: createSmtpUserSchema },
  answer: smtpUserViewSchema,
  status: 201,
  run: (caller, { body }) => createSmtpUser(caller, body),
});

export const saveSmtpUserRoute = defineRoute({
  method: 'PUT',
  path: '/smtp-users/{id}',
  summary: 'Switch an SMTP user on or off, change its note or password (null keeps it)',
  input: { parameters, body: updateSmtpUserSchema },
  answer: smtpUserViewSchema,
  run: (caller, { parameters: { id }, body }) => saveSmtpUser(caller, id, body),
});

export const deleteSmtpUserRoute = defineRoute({
  method: 'DELETE',
  path: '/smtp-users/{id}',
  summary: 'Delete an SMTP user',
  input: { parameters },
  answer: smtpUserViewSchema,
  run: (caller, { parameters: { id } }) => deleteSmtpUser(caller, id),
});
