import { z } from 'zod';
import { actOnQueue, undoOnQueue } from '@/lib/console/act-on-queue';
import { listQueue } from '@/lib/console/list-queue';
import { listQueueGroups } from '@/lib/console/list-queue-groups';
import {
  queueActionResultSchema,
  queueActionSchema,
  queueFilterSchema,
  queueGroupsSchema,
  queueListSchema,
  queueUndoSchema,
} from '../contracts/queue';
import { defineRoute } from '../route';

export const listQueueRoute = defineRoute({
  method: 'GET',
  path: '/queue',
  summary: 'Recipients in the queue that match, oldest first',
  input: {
    query: queueFilterSchema.extend({
      cursor: z
        .string()
        .regex(/^\d{1,18}$/, 'value.invalid')
        .optional(),
    }),
  },
  answer: queueListSchema,
  run: (caller, { query: { cursor, ...filter } }) => listQueue(caller, filter, cursor),
});

export const listQueueGroupsRoute = defineRoute({
  method: 'GET',
  path: '/queue/groups',
  summary: 'What waits in the queue, by next hop, with the reason that most of it has',
  input: {},
  answer: queueGroupsSchema,
  run: (caller) => listQueueGroups(caller),
});

export const queueActionRoute = defineRoute({
  method: 'POST',
  path: '/queue/actions',
  summary:
    'Retry, hold, release or delete recipients in the queue, return their mail to the sender or send it by another route: those given, or all that match, in steps',
  input: { body: queueActionSchema },
  answer: queueActionResultSchema,
  run: (caller, { body }) => actOnQueue(caller, body),
});

export const undoQueueActionRoute = defineRoute({
  method: 'POST',
  path: '/queue/actions/{id}/undo',
  summary: 'Take an action back where nothing has happened since, within 10 minutes, in steps',
  input: { parameters: z.object({ id: z.uuid() }), body: queueUndoSchema },
  answer: queueActionResultSchema,
  run: (caller, { parameters: { id }, body }) => undoOnQueue(caller, id, body.continues),
});
