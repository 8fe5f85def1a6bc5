import { z } from 'zod';
import { actOnQueue } from '@/lib/console/act-on-queue';
import { countMatching, listMessages } from '@/lib/console/list-messages';
import { listQueue } from '@/lib/console/list-queue';
import { showMessage } from '@/lib/console/show-message';
import {
  messageDetailSchema,
  messageListSchema,
  queueActionResultSchema,
  queueActionSchema,
  queueEntrySchema,
  queueListSchema,
} from '../contracts/mail';
import { messageCountSchema, messageFilterShape } from '../contracts/messages';
import { defineRoute } from '../route';

const searchText = z.string().max(320, 'text.too-long').optional();

export const listQueueRoute = defineRoute({
  method: 'GET',
  path: '/queue',
  summary: 'Recipients in the queue, oldest first',
  input: {
    query: z.object({
      state: queueEntrySchema.shape.state.optional(),
      domain: searchText,
      cursor: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
    }),
  },
  answer: queueListSchema,
  run: (caller, { query }) => listQueue(caller, query),
});

export const queueActionRoute = defineRoute({
  method: 'POST',
  path: '/queue/actions',
  summary: 'Retry, hold, release, delete recipients in the queue or return their mail to the sender',
  input: { body: queueActionSchema },
  answer: queueActionResultSchema,
  run: (caller, { body }) => actOnQueue(caller, body.action, body.ids),
});

export const listMessagesRoute = defineRoute({
  method: 'GET',
  path: '/messages',
  summary: 'SMTP transactions, accepted and refused, newest first',
  input: { query: z.object({ ...messageFilterShape, cursor: searchText }) },
  answer: messageListSchema,
  run: (caller, { query: { cursor, ...filter } }) => listMessages(caller, filter, cursor),
});

export const countMessagesRoute = defineRoute({
  method: 'GET',
  path: '/messages/count',
  summary: 'How many SMTP transactions match, counted up to 10,000',
  input: { query: z.object(messageFilterShape) },
  answer: messageCountSchema,
  run: (caller, { query }) => countMatching(caller, query),
});

export const showMessageRoute = defineRoute({
  method: 'GET',
  path: '/messages/{id}',
  summary: 'One transaction with its decisions and delivery attempts',
  input: { parameters: z.object({ id: z.string().max(200) }) },
  answer: messageDetailSchema,
  run: (caller, { parameters: { id } }) => showMessage(caller, id),
});
