import { z } from 'zod';
import type { Localised } from '@/lib/i18n/locales';
import type { SettingName } from '../settings';
import { type Action, defineAction } from './definition';

type OfferSetting = Extract<SettingName, `offer${string}`>;

interface Offer {
  readonly id: string;
  readonly sets: OfferSetting;
  /** As it stands in the reply to EHLO. */
  readonly keyword: string;
  readonly help: Localised<string>;
}

/** Whether EHLO lists an extension: a checkbox, with the switch of the Basic Settings as its default. */
export function offerAction({ id, sets, keyword, help }: Offer): Action {
  return defineAction({
    id,
    category: 'esmtp',
    sets,
    parameters: z.object({ offer: z.boolean('value.invalid') }),
    initial: { offer: false },
    fields: [{ name: 'offer', widget: 'checkbox', label: { en: `Offer ${keyword}`, de: `${keyword} anbieten` } }],
    text: {
      en: {
        label: `Offer ${keyword}`,
        help: help.en,
        sentence: ({ offer }) => (offer ? `offer ${keyword}` : `do not offer ${keyword}`),
      },
      de: {
        label: `${keyword} anbieten`,
        help: help.de,
        sentence: ({ offer }) => (offer ? `${keyword} anbieten` : `${keyword} nicht anbieten`),
      },
    },
    value: ({ offer }) => offer,
    examples: [
      { parameters: { offer: false }, value: false },
      { parameters: { offer: true }, value: true },
    ],
  });
}
