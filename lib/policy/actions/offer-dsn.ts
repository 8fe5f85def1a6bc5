import { offerAction } from './offer-action';

export const offerDsn = offerAction({
  id: 'esmtp.offer-dsn',
  sets: 'offerDsn',
  keyword: 'DSN',
  help: {
    en: 'Whether senders can ask for delivery status notifications. Where it is not offered, NOTIFY, ORCPT, RET and ENVID are refused with 555.',
    de: 'Ob Absender Zustellbenachrichtigungen anfordern können. Wo es nicht angeboten wird, werden NOTIFY, ORCPT, RET und ENVID mit 555 abgelehnt.',
  },
});
