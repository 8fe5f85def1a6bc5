import { offerAction } from './offer-action';

export const offerSmtputf8 = offerAction({
  id: 'esmtp.offer-smtputf8',
  sets: 'offerSmtpUtf8',
  keyword: 'SMTPUTF8',
  help: {
    en: 'Whether addresses such as grüße@bücher.example are taken. Where it is not offered, SMTPUTF8 is refused with 555.',
    de: 'Ob Adressen wie grüße@bücher.example angenommen werden. Wo es nicht angeboten wird, wird SMTPUTF8 mit 555 abgelehnt.',
  },
});
