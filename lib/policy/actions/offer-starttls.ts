import { offerAction } from './offer-action';

export const offerStarttls = offerAction({
  id: 'esmtp.offer-starttls',
  sets: 'offerStarttls',
  keyword: 'STARTTLS',
  help: {
    en: 'Whether clients can change to TLS on the ports that begin in plaintext. Where it is not offered, the command is refused, nobody can sign in, and mail that TLS is forced for is put off and never arrives. Judged by what is known when the client says EHLO.',
    de: 'Ob Clients auf den Ports, die im Klartext beginnen, zu TLS wechseln können. Wo es nicht angeboten wird, wird der Befehl abgelehnt, niemand kann sich anmelden, und Mail, für die TLS erzwungen ist, wird aufgeschoben und kommt nie an. Beurteilt nach dem, was bei EHLO bekannt ist.',
  },
});
