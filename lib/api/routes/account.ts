import { changePassword } from '@/lib/console/change-password';
import { createFirstAdministrator } from '@/lib/console/create-first-administrator';
import { changePasswordSchema, doneSchema, setupSchema } from '../contracts/account';
import { defineOpenRoute, defineRoute } from '../route';

export const setupRoute = defineOpenRoute({
  method: 'POST',
  path: '/setup',
  summary: 'Create the first administrator by the secret of the one-time link',
  input: { body: setupSchema },
  answer: doneSchema,
  status: 201,
  run: async (visitor, { body: { token, ...administrator } }) => {
    await createFirstAdministrator(visitor, token, administrator);
    return { done: true as const };
  },
});

export const changePasswordRoute = defineRoute({
  method: 'PUT',
  path: '/account/password',
  summary: "Change the signed-in administrator's password",
  input: { body: changePasswordSchema },
  answer: doneSchema,
  run: async (caller, { body }, { headers, answerHeaders }) => {
    for (const cookie of await changePassword(caller, body, headers)) answerHeaders.append('set-cookie', cookie);
    return { done: true as const };
  },
});
