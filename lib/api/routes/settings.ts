import { saveAcceptanceSettings, saveRoutingSettings } from '@/lib/console/save-settings';
import { showAcceptanceSettings, showRoutingSettings } from '@/lib/console/show-settings';
import { savedSchema } from '../contracts/rules';
import { acceptanceViewSchema, routingViewSchema } from '../contracts/settings';
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
  input: { body: acceptanceViewSchema },
  answer: savedSchema,
  run: (caller, { body }) => saveAcceptanceSettings(caller, body.settings, body.version),
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
  input: { body: routingViewSchema },
  answer: savedSchema,
  run: (caller, { body }) => saveRoutingSettings(caller, body.settings, body.version),
});
