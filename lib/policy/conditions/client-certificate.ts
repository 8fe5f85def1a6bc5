import { z } from 'zod';
import { toDomain } from '@/lib/mail/domain';
import { fingerprintSchema } from '../relay-target';
import { listed } from '../words';
import { defineCondition } from './definition';

const name = z
  .string('text.empty')
  .trim()
  .min(1, 'text.empty')
  .max(320, 'text.too-long')
  .transform((text) => toDomain(text) ?? text.toLowerCase());

function listOf(entry: z.ZodType<string>) {
  return z
    .array(entry, 'list.empty')
    .min(1, 'list.empty')
    .max(1000, 'list.too-long')
    .transform((entries) => [...new Set(entries)]);
}

const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const GOOD = { 'connection.clientCertificate': { verified: true, names: ['mx.a.tld', 'post@a.tld'], sha256: SHA256 } };
const SELF_MADE = { 'connection.clientCertificate': { verified: false, names: ['mx.a.tld'], sha256: SHA256 } };
const NONE = { 'connection.clientCertificate': null };

export const clientCertificate = defineCondition({
  id: 'connection.client-certificate',
  category: 'connection',
  needs: ['connection.clientCertificate'],
  parameters: z.discriminatedUnion(
    'test',
    [
      z.object({ test: z.literal('verified') }),
      z.object({ test: z.literal('name'), names: listOf(name) }),
      z.object({ test: z.literal('fingerprint'), fingerprints: listOf(fingerprintSchema) }),
    ],
    'value.invalid',
  ),
  initial: { test: 'verified' },
  fields: [
    {
      name: 'test',
      widget: 'choice',
      label: { en: 'Test', de: 'Prüfung' },
      options: [
        { value: 'verified', label: { en: 'Is verified', de: 'Ist geprüft' } },
        { value: 'name', label: { en: 'Name is', de: 'Name ist' } },
        { value: 'fingerprint', label: { en: 'Fingerprint is', de: 'Fingerabdruck ist' } },
      ],
    },
    {
      name: 'names',
      widget: 'words',
      label: { en: 'Names in the certificate', de: 'Namen im Zertifikat' },
      shownWhen: { name: 'test', isOneOf: ['name'] },
    },
    {
      name: 'fingerprints',
      widget: 'words',
      label: { en: 'SHA-256 fingerprints', de: 'SHA-256-Fingerabdrücke' },
      shownWhen: { name: 'test', isOneOf: ['fingerprint'] },
    },
  ],
  text: {
    en: {
      label: 'Client certificate',
      help: 'What the client shows of itself in the TLS handshake; every client is asked, none has to. Verified: issued for clients by an authority that this host trusts, and valid. A name (host name or e-mail address) counts only in a verified certificate, a fingerprint in any. Without TLS there is no certificate, and nothing here is true. Known from MAIL FROM on, for until then a client may still say STARTTLS.',
      sentence: (parameters) => {
        if (parameters.test === 'verified') return 'the client has shown a verified certificate';
        if (parameters.test === 'name') return `the client has shown a verified certificate for ${listed(parameters.names, 'en')}`;
        return `the client has shown the certificate with the fingerprint ${listed(parameters.fingerprints.map(short), 'en')}`;
      },
    },
    de: {
      label: 'Client-Zertifikat',
      help: 'Womit sich der Client beim TLS-Handshake ausweist; jeder wird gefragt, keiner muss. Geprüft: für Clients ausgestellt von einer Stelle, der dieser Rechner vertraut, und gültig. Ein Name (Hostname oder E-Mail-Adresse) zählt nur in einem geprüften Zertifikat, ein Fingerabdruck in jedem. Ohne TLS gibt es kein Zertifikat, und nichts hiervon trifft zu. Bekannt ab MAIL FROM, denn bis dahin kann ein Client noch STARTTLS sagen.',
      sentence: (parameters) => {
        if (parameters.test === 'verified') return 'der Client hat ein geprüftes Zertifikat gezeigt';
        if (parameters.test === 'name') return `der Client hat ein geprüftes Zertifikat für ${listed(parameters.names, 'de')} gezeigt`;
        return `der Client hat das Zertifikat mit dem Fingerabdruck ${listed(parameters.fingerprints.map(short), 'de')} gezeigt`;
      },
    },
  },
  compile: (parameters) => {
    if (parameters.test === 'verified') return ({ 'connection.clientCertificate': shown }) => shown?.verified === true;
    if (parameters.test === 'name') {
      const names = new Set(parameters.names);
      return ({ 'connection.clientCertificate': shown }) => shown?.verified === true && shown.names.some((one) => names.has(one));
    }
    const fingerprints = new Set(parameters.fingerprints);
    return ({ 'connection.clientCertificate': shown }) => shown !== null && fingerprints.has(shown.sha256);
  },
  examples: [
    { parameters: { test: 'verified' }, facts: GOOD, matches: true },
    { parameters: { test: 'verified' }, facts: SELF_MADE, matches: false },
    { parameters: { test: 'verified' }, facts: NONE, matches: false },
    { parameters: { test: 'name', names: ['mx.a.tld'] }, facts: GOOD, matches: true },
    { parameters: { test: 'name', names: ['post@a.tld'] }, facts: GOOD, matches: true },
    { parameters: { test: 'name', names: ['a.tld'] }, facts: GOOD, matches: false },
    { parameters: { test: 'name', names: ['mx.a.tld'] }, facts: SELF_MADE, matches: false },
    { parameters: { test: 'fingerprint', fingerprints: [SHA256] }, facts: SELF_MADE, matches: true },
    { parameters: { test: 'fingerprint', fingerprints: [SHA256.replace('e', 'f')] }, facts: GOOD, matches: false },
    { parameters: { test: 'fingerprint', fingerprints: [SHA256] }, facts: NONE, matches: false },
  ],
});

/** As much as tells certificates apart. */
function short(fingerprint: string): string {
  return `${fingerprint.slice(0, 8)}…`;
}
