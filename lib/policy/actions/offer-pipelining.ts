import { offerAction } from './offer-action';

export const offerPipelining = offerAction({
  id: 'esmtp.offer-pipelining',
  sets: 'offerPipelining',
  keyword: 'PIPELINING',
  help: {
    en: 'Whether clients may send several commands at once. Where it is not offered, an honest client waits for each reply.',
    de: 'Ob Clients mehrere Befehle auf einmal senden dürfen. Wo es nicht angeboten wird, wartet ein ordentlicher Client jede Antwort ab.',
  },
});
