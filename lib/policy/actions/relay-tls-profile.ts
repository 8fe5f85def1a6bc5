import { z } from 'zod';
import { relay } from '@/lib/i18n/messages/relay';
import { TLS_PROFILES } from '@/lib/mail/tls-profile';
import { defineAction } from './definition';

export const relayTlsProfile = defineAction({
  id: 'relay.tls-profile',
  category: 'relay',
  sets: 'relayTlsProfile',
  parameters: z.object({ profile: z.enum(TLS_PROFILES, 'value.invalid') }),
  initial: { profile: 'rfc-9325' },
  fields: [
    {
      name: 'profile',
      widget: 'choice',
      label: { en: 'TLS profile', de: 'TLS-Profil' },
      options: TLS_PROFILES.map((value) => ({
        value,
        label: { en: relay.en.tlsProfiles[value], de: relay.de.tlsProfiles[value] },
      })),
    },
  ],
  text: {
    en: {
      label: 'TLS profile',
      help: 'Which TLS versions, cipher suites, key exchange groups and key sizes count. A profile always demands encryption: what stays below it is not sent. RFC 9325 and BSI TR-02102-2 exclude weak parameters; BSI also excludes ChaCha20, X25519 and RSA keys below 3000 bits.',
      sentence: ({ profile }) => `demand TLS of the profile "${relay.en.tlsProfiles[profile]}"`,
    },
    de: {
      label: 'TLS-Profil',
      help: 'Welche TLS-Versionen, Cipher-Suites, Gruppen für den Schlüsselaustausch und Schlüssellängen zählen. Ein Profil verlangt immer Verschlüsselung: Was darunter bleibt, wird nicht gesendet. RFC 9325 und BSI TR-02102-2 schließen schwache Parameter aus; das BSI auch ChaCha20, X25519 und RSA-Schlüssel unter 3000 Bit.',
      sentence: ({ profile }) => `TLS nach dem Profil „${relay.de.tlsProfiles[profile]}“ verlangen`,
    },
  },
  value: ({ profile }) => profile,
  examples: TLS_PROFILES.map((profile) => ({ parameters: { profile }, value: profile })),
});
