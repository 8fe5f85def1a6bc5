import { z } from 'zod';
import { countMatching, listMessages } from '@/lib/console/list-messages';
import { showMessage } from '@/lib/console/show-message';
import { messageDetailSchema, messageListSchema } from '../contracts/mail';
import { messageCountSchema, messageFilterShape } from '../contracts/messages';
import { defineRoute } from '../route';

const searchText = z.string().max(320, 'text.too-long').optional();

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
