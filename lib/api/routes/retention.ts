import { saveRetention, showRetention } from '@/lib/console/retention';
import { retentionViewSchema, saveRetentionSchema } from '../contracts/retention';
import { defineRoute } from '../route';

export const showRetentionRoute = defineRoute({
  method: 'GET',
  path: '/retention',
  summary: 'For how many days the records of mail are kept',
  input: {},
  answer: retentionViewSchema,
  run: (caller) => showRetention(caller),
});

export const saveRetentionRoute = defineRoute({
  method: 'PUT',
  path: '/retention',
  summary: 'Change for how many days the records of mail are kept; older ones are then deleted',
  input: { body: saveRetentionSchema },
  answer: retentionViewSchema,
  run: (caller, { body: { retention, version } }) => saveRetention(caller, retention, version),
});
