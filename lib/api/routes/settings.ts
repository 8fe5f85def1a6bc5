import { saveAcceptanceSettings, saveRoutingSettings } from '@/lib/console/save-settings';
import { showAcceptanceSettings, showRoutingSettings } from '@/lib/console/show-settings';
import { savedSchema } from '../contracts/rules';
import { acceptanceViewSchema, routingViewSchema, updateAcceptanceSchema, updateRoutingSchema } from '../contracts/settings';
import { defineRoute } from '../route';

export const showAcceptanceRoute = defineRoute({
  method: 'GET',
  path: '/settings/acceptance',
  summary: 'Acceptance Basic Settings in force',
  input: {},
  answer: acceptanceViewSchema,
  run: (caller) => showAcceptanceSettings(caller),
});

export const saveAcceptanceRoute = defineRoute({
  method: 'PUT',
  path: '/settings/acceptance',
  summary: 'Replace Acceptance Basic Settings; 409 with those in force when `version` is an earlier one',
  input: { body: updateAcceptanceSchema },
  answer: savedSchema,
  run: (caller, { body: { settings, version, ...terms } }) => saveAcceptanceSettings(caller, settings, version, terms),
});

export const showRoutingRoute = defineRoute({
  method: 'GET',
  path: '/settings/routing',
  summary: 'Routing Basic Settings in force',
  input: {},
  answer: routingViewSchema,
  run: (caller) => showRoutingSettings(caller),
});

export const saveRoutingRoute = defineRoute({
  method: 'PUT',
  path: '/settings/routing',
  summary: 'Replace Routing Basic Settings; 409 with those in force when `version` is an earlier one',
  input: { body: updateRoutingSchema },
  answer: savedSchema,
  run: (caller, { body: { settings, version, ...terms } }) => saveRoutingSettings(caller, settings, version, terms),
});
