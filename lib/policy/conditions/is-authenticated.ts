import { z } from 'zod';
import { defineCondition } from './definition';

export const isAuthenticated = defineCondition({
  id: 'session.is-authenticated',
  category: 'session',
  needs: ['session.authenticatedUser'],
  parameters: z.object({ authenticated: z.boolean('value.invalid') }),
  initial: { authenticated: true },
  fields: [{ name: 'authenticated', widget: 'checkbox', label: { en: 'Is authenticated', de: 'Ist angemeldet' } }],
  text: {
    en: {
      label: 'Is authenticated',
      help: 'Checked: the client has signed in with a name and password (AUTH). Known from MAIL FROM on, for until then it may still do so.',
      sentence: ({ authenticated }) => `the client is ${authenticated ? '' : 'not '}authenticated`,
    },
    de: {
      label: 'Ist angemeldet',
      help: 'Angehakt: Der Client hat sich mit Name und Passwort angemeldet (AUTH). Bekannt ab MAIL FROM, denn bis dahin kann er es noch tun.',
      sentence: ({ authenticated }) => `der Client ist ${authenticated ? '' : 'nicht '}angemeldet`,
    },
  },
  compile: (parameters) => (facts) => (facts['session.authenticatedUser'] !== null) === parameters.authenticated,
  examples: [
    { parameters: { authenticated: true }, facts: { 'session.authenticatedUser': 'alice' }, matches: true },
    { parameters: { authenticated: true }, facts: { 'session.authenticatedUser': null }, matches: false },
    { parameters: { authenticated: false }, facts: { 'session.authenticatedUser': null }, matches: true },
  ],
});
