import { z } from 'zod';
import { exportMessages } from '@/lib/console/export-messages';
import { countMatching, listMessages } from '@/lib/console/list-messages';
import { showMessage } from '@/lib/console/show-message';
import { watchLive } from '@/lib/console/watch-live';
import { messageDetailSchema, messageListSchema } from '../contracts/mail';
import { messageCountSchema, messageFilterShape } from '../contracts/messages';
import { defineRoute, defineTextRoute } from '../route';

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

export const exportMessagesRoute = defineTextRoute({
  method: 'GET',
  path: '/messages/export',
  summary: 'The SMTP transactions that match as CSV, a line for each recipient',
  input: { query: z.object(messageFilterShape) },
  mediaType: 'text/csv',
  run: (caller, { query }, { answerHeaders }) => {
    const name = `siegel-messages-${new Date().toISOString().slice(0, 16).replace(':', '')}Z.csv`;
    answerHeaders.set('content-disposition', `attachment; filename="${name}"`);
    return exportMessages(caller, query);
  },
});

export const liveRoute = defineTextRoute({
  method: 'GET',
  path: '/live',
  summary: 'Sessions and deliveries as they happen: events whose data is { events, missed }',
  input: {},
  mediaType: 'text/event-stream',
  run: (caller, _, { answerHeaders, signal }) => {
    // Compressed, it would be kept back until there is enough of it.
    answerHeaders.set('cache-control', 'no-store, no-transform');
    return watchLive(caller, signal);
  },
});

export const showMessageRoute = defineRoute({
  method: 'GET',
  path: '/messages/{id}',
  summary: 'One transaction with its decisions and delivery attempts',
  input: { parameters: z.object({ id: z.string().max(200) }) },
  answer: messageDetailSchema,
  run: (caller, { parameters: { id } }) => showMessage(caller, id),
});
