import type { z } from 'zod';
import {
  type AcceptanceSettings,
  acceptanceSettingsSchema,
  type RoutingSettings,
  routingSettingsSchema,
} from '@/lib/policy/basic-settings';
import { type LocalDomainDraft, localDomainDraftSchema } from '@/lib/policy/local-domain';
import { type NamedListDraft, namedListDraftSchema } from '@/lib/policy/named-list';
import { type RuleDraft, ruleDraftSchema } from '@/lib/policy/parse-rule';

interface ItemContents {
  readonly rule: RuleDraft;
  readonly local_domain: LocalDomainDraft;
  readonly acceptance_settings: AcceptanceSettings;
  readonly routing_settings: RoutingSettings;
  readonly named_list: NamedListDraft;
}
export type ItemKind = keyof ItemContents;
export type ItemContent<Kind extends ItemKind> = ItemContents[Kind];

/** What the items of each kind hold, as stored. The same schemas parse what comes in and what is read back. */
export const ITEM_CONTENT: { readonly [Kind in ItemKind]: z.ZodType<ItemContent<Kind>> } = {
  rule: ruleDraftSchema,
  local_domain: localDomainDraftSchema,
  acceptance_settings: acceptanceSettingsSchema,
  routing_settings: routingSettingsSchema,
  named_list: namedListDraftSchema,
};
