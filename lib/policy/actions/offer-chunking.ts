import { offerAction } from './offer-action';

export const offerChunking = offerAction({
  id: 'esmtp.offer-chunking',
  sets: 'offerChunking',
  keyword: 'CHUNKING',
  help: {
    en: 'Whether clients may send a message in chunks of known size (BDAT) instead of DATA. Where it is not offered, BDAT is refused with 502.',
    de: 'Ob Clients eine Nachricht in Stücken bekannter Größe (BDAT) statt mit DATA senden dürfen. Wo es nicht angeboten wird, wird BDAT mit 502 abgelehnt.',
  },
});
