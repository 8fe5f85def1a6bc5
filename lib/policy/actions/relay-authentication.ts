import { authenticationSchema, type Password, withoutPassword } from '../authentication';
import { defineAction } from './definition';

const TYPED: Password = { kind: 'typed', text: 'correct horse battery' };
const ID = '5f0c0c1e-8d3c-4a52-9f3c-2f1f7f3f9b10';
const STORED: Password = { kind: 'stored', id: ID };

export const relayAuthentication = defineAction({
  id: 'relay.authentication',
  category: 'relay',
  sets: 'relayAuthentication',
  parameters: authenticationSchema,
  initial: { user: '', password: { kind: 'typed', text: '' }, mechanism: 'any' },
  fields: [
    { name: 'user', widget: 'text', label: { en: 'User', de: 'Benutzer' } },
    { name: 'password', widget: 'password', label: { en: 'Password', de: 'Passwort' } },
    {
      name: 'mechanism',
      widget: 'choice',
      label: { en: 'Mechanism', de: 'Verfahren' },
      options: [
        { value: 'any', label: { en: 'PLAIN, else LOGIN', de: 'PLAIN, sonst LOGIN' } },
        { value: 'plain', label: { en: 'PLAIN', de: 'PLAIN' } },
        { value: 'login', label: { en: 'LOGIN', de: 'LOGIN' } },
      ],
    },
  ],
  text: {
    en: {
      label: 'Authentication',
      help: 'Signs in to the host. Only over TLS that meets the demand, so this always demands encryption, and only to hosts that are named, never to an MX. The password is stored encrypted and not shown again.',
      sentence: ({ user }) => `sign in as "${user}"`,
    },
    de: {
      label: 'Anmeldung',
      help: 'Meldet sich am Host an. Nur über TLS, das alle Bedingungen erfüllt: Diese Aktion verlangt also immer Verschlüsselung. Und nur an Hosts, die genannt sind, nie an einem MX. Das Passwort wird verschlüsselt gespeichert und nicht mehr angezeigt.',
      sentence: ({ user }) => `als „${user}“ anmelden`,
    },
  },
  value: withoutPassword,
  examples: [
    { parameters: { user: 'gateway', password: TYPED, mechanism: 'any' }, value: { user: 'gateway', mechanism: 'any', passwordId: null } },
    {
      parameters: { user: 'gateway', password: STORED, mechanism: 'plain' },
      value: { user: 'gateway', mechanism: 'plain', passwordId: ID },
    },
    {
      parameters: { user: 'gateway', password: STORED, mechanism: 'login' },
      value: { user: 'gateway', mechanism: 'login', passwordId: ID },
    },
  ],
});
