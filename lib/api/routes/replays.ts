import { replayDraft } from '@/lib/console/replay-draft';
import { replayReportSchema, replayRequestSchema } from '../contracts/replays';
import { defineStreamRoute } from '../route';

export const replayRoute = defineStreamRoute({
  method: 'POST',
  path: '/replays',
  summary: 'Judge the mail of the last days with and without a draft; nothing is saved',
  input: { body: replayRequestSchema },
  answer: replayReportSchema,
  run: (caller, { body }) => replayDraft(caller, body),
});
