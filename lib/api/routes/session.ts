import { z } from 'zod';
import { signIn, signOut } from '@/lib/console/sign-in';
import { doneSchema } from '../contracts/account';
import { defineOpenRoute } from '../route';

/** Signing in and out, below /api/auth: for browsers, where programs send a token. */

export const signInRoute = defineOpenRoute({
  method: 'POST',
  path: '/sign-in/email',
  summary: 'Sign in with e-mail and password',
  input: {
    body: z.object({
      email: z.string('value.missing').trim().toLowerCase().min(1, 'value.missing').max(254, 'text.too-long'),
      password: z.string('value.missing').min(1, 'value.missing').max(256, 'text.too-long'),
    }),
  },
  answer: doneSchema,
  run: async (visitor, { body }, { headers, answerHeaders }) => {
    for (const cookie of await signIn(visitor, body.email, body.password, headers)) answerHeaders.append('set-cookie', cookie);
    return { done: true as const };
  },
});

export const signOutRoute = defineOpenRoute({
  method: 'POST',
  path: '/sign-out',
  summary: 'End the session',
  input: {},
  answer: doneSchema,
  run: async (visitor, _input, { headers, answerHeaders }) => {
    for (const cookie of await signOut(visitor, headers)) answerHeaders.append('set-cookie', cookie);
    return { done: true as const };
  },
});
