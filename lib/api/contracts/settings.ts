import { z } from 'zod';
import { acceptanceSettingsSchema, routingSettingsSchema } from '@/lib/policy/basic-settings';
import { saveTermsSchema } from '@/lib/revisions/save-terms';

/** GET and PUT /settings/acceptance and /settings/routing; `version` as with rules. */
export const acceptanceViewSchema = z.object({ version: z.uuid(), settings: acceptanceSettingsSchema });
export const routingViewSchema = z.object({ version: z.uuid(), settings: routingSettingsSchema });
export const updateAcceptanceSchema = acceptanceViewSchema.extend(saveTermsSchema.shape);
export const updateRoutingSchema = routingViewSchema.extend(saveTermsSchema.shape);
export type AcceptanceView = z.infer<typeof acceptanceViewSchema>;
export type RoutingView = z.infer<typeof routingViewSchema>;
