import { offerAction } from './offer-action';

export const offer8bitmime = offerAction({
  id: 'esmtp.offer-8bitmime',
  sets: 'offerEightBitMime',
  keyword: '8BITMIME',
  help: {
    en: 'Whether messages with 8-bit characters are taken as they are. Where it is not offered, BODY is refused with 555 and clients have to encode such messages.',
    de: 'Ob Nachrichten mit 8-Bit-Zeichen so angenommen werden, wie sie sind. Wo es nicht angeboten wird, wird BODY mit 555 abgelehnt, und Clients müssen solche Nachrichten umkodieren.',
  },
});
