import type { z } from 'zod';
import { acceptanceSettingsSchema, routingSettingsSchema } from '@/lib/policy/basic-settings';
import { localDomainDraftSchema } from '@/lib/policy/local-domain';
import { ruleDraftSchema } from '@/lib/policy/parse-rule';

/** What the items of each kind hold, as stored. The same schemas parse what comes in and what is read back. */
export const ITEM_CONTENT = {
  rule: ruleDraftSchema,
  local_domain: localDomainDraftSchema,
  acceptance_settings: acceptanceSettingsSchema,
  routing_settings: routingSettingsSchema,
};
export type ItemKind = keyof typeof ITEM_CONTENT;
export type ItemContent<Kind extends ItemKind> = z.output<(typeof ITEM_CONTENT)[Kind]>;
