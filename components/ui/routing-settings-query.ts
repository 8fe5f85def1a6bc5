import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client';
import { routingViewSchema } from '@/lib/api/contracts/settings';

const ROUTING_SETTINGS_KEY = ['settings', 'routing'] as const;

/** Routing Basic Settings: their page, and wherever their defaults are named. */
export const routingSettingsQuery = queryOptions({
  queryKey: ROUTING_SETTINGS_KEY,
  queryFn: ({ signal }) => callApi('/settings/routing', routingViewSchema, { signal }),
});
