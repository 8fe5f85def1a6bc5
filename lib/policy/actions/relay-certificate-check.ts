import { certificateCheckSchema } from '../relay-target';
import { defineAction } from './definition';

const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export const relayCertificateCheck = defineAction({
  id: 'relay.certificate-check',
  category: 'relay',
  sets: 'relayCertificateCheck',
  parameters: certificateCheckSchema,
  initial: { kind: 'trusted-and-host-name' },
  fields: [
    {
      name: 'kind',
      widget: 'choice',
      label: { en: 'Certificate check', de: 'Zertifikatsprüfung' },
      options: [
        { value: 'encrypted-only', label: { en: 'Encrypted only, no check', de: 'Nur verschlüsselt, keine Prüfung' } },
        { value: 'trusted', label: { en: 'Trusted CA', de: 'Vertrauenswürdige CA' } },
        { value: 'trusted-and-host-name', label: { en: 'Trusted CA and host name', de: 'Vertrauenswürdige CA und Hostname' } },
        { value: 'name', label: { en: 'Trusted CA and this name', de: 'Vertrauenswürdige CA und dieser Name' } },
        { value: 'fingerprint', label: { en: 'This fingerprint', de: 'Dieser Fingerabdruck' } },
        { value: 'dane', label: { en: 'DANE', de: 'DANE' } },
      ],
    },
    {
      name: 'name',
      widget: 'text',
      label: { en: 'Name in the certificate', de: 'Name im Zertifikat' },
      shownWhen: { name: 'kind', isOneOf: ['name'] },
    },
    {
      name: 'sha256',
      widget: 'text',
      label: { en: 'SHA-256 fingerprint', de: 'SHA-256-Fingerabdruck' },
      shownWhen: { name: 'kind', isOneOf: ['fingerprint'] },
    },
  ],
  text: {
    en: {
      label: 'Certificate check',
      help: "What the next hop's certificate must prove. A check always demands encryption. DANE asks the next hop's TLSA records, signed by DNSSEC: without them the mail waits.",
      sentence: (check) => {
        switch (check.kind) {
          case 'encrypted-only':
            return 'accept any certificate';
          case 'trusted':
            return 'demand a certificate from a trusted CA';
          case 'trusted-and-host-name':
            return 'demand a certificate from a trusted CA for the host name';
          case 'name':
            return `demand a certificate from a trusted CA for ${check.name}`;
          case 'fingerprint':
            return `demand the certificate with the fingerprint ${check.sha256.slice(0, 8)}…`;
          case 'dane':
            return 'demand a certificate that DANE confirms';
        }
      },
    },
    de: {
      label: 'Zertifikatsprüfung',
      help: 'Was das Zertifikat des nächsten Servers beweisen muss. Eine Prüfung verlangt immer auch Verschlüsselung. DANE fragt die mit DNSSEC signierten TLSA-Einträge des nächsten Servers: Ohne sie wartet die Mail.',
      sentence: (check) => {
        switch (check.kind) {
          case 'encrypted-only':
            return 'jedes Zertifikat akzeptieren';
          case 'trusted':
            return 'ein Zertifikat einer vertrauenswürdigen CA verlangen';
          case 'trusted-and-host-name':
            return 'ein Zertifikat einer vertrauenswürdigen CA für den Hostnamen verlangen';
          case 'name':
            return `ein Zertifikat einer vertrauenswürdigen CA für ${check.name} verlangen`;
          case 'fingerprint':
            return `das Zertifikat mit dem Fingerabdruck ${check.sha256.slice(0, 8)}… verlangen`;
          case 'dane':
            return 'ein durch DANE bestätigtes Zertifikat verlangen';
        }
      },
    },
  },
  value: (check) => check,
  examples: [
    { parameters: { kind: 'encrypted-only' }, value: { kind: 'encrypted-only' } },
    { parameters: { kind: 'trusted' }, value: { kind: 'trusted' } },
    { parameters: { kind: 'trusted-and-host-name' }, value: { kind: 'trusted-and-host-name' } },
    { parameters: { kind: 'name', name: 'mail.a.tld' }, value: { kind: 'name', name: 'mail.a.tld' } },
    { parameters: { kind: 'fingerprint', sha256: SHA256 }, value: { kind: 'fingerprint', sha256: SHA256 } },
    { parameters: { kind: 'dane' }, value: { kind: 'dane' } },
  ],
});
