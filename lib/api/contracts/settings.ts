import { z } from 'zod';
import { acceptanceSettingsSchema, routingSettingsSchema } from '@/lib/policy/basic-settings';

/** GET and PUT /settings/acceptance and /settings/routing; `version` as with rules. */
export const acceptanceViewSchema = z.object({ version: z.uuid(), settings: acceptanceSettingsSchema });
export const routingViewSchema = z.object({ version: z.uuid(), settings: routingSettingsSchema });
export type AcceptanceView = z.infer<typeof acceptanceViewSchema>;
export type RoutingView = z.infer<typeof routingViewSchema>;
