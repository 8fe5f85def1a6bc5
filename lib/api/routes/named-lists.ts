import { z } from 'zod';
import { listNamedLists, showNamedList } from '@/lib/console/list-named-lists';
import { createNamedList, deleteNamedList, saveNamedList } from '@/lib/console/save-named-list';
import { PLAIN_SAVE } from '@/lib/revisions/save-terms';
import { createNamedListSchema, namedListsSchema, namedListViewSchema, updateNamedListSchema } from '../contracts/named-lists';
import { deletionSchema, savedSchema } from '../contracts/rules';
import { defineRoute } from '../route';

const parameters = z.object({ id: z.uuid() });

export const listNamedListsRoute = defineRoute({
  method: 'GET',
  path: '/named-lists',
  summary: 'The named lists of domains, addresses and networks in force, and the rules that refer to them',
  input: {},
  answer: namedListsSchema,
  run: (caller) => listNamedLists(caller),
});

export const createNamedListRoute = defineRoute({
  method: 'POST',
  path: '/named-lists',
  summary: 'Add a named list',
  input: { body: createNamedListSchema },
  answer: savedSchema,
  status: 201,
  run: (caller, { body: { note, confirmWithin, acknowledge, ...list } }) =>
    createNamedList(caller, list, { note, confirmWithin, acknowledge }),
});

export const showNamedListRoute = defineRoute({
  method: 'GET',
  path: '/named-lists/{id}',
  summary: 'One named list in force, with all its entries',
  input: { parameters },
  answer: namedListViewSchema,
  run: (caller, { parameters: { id } }) => showNamedList(caller, id),
});

export const saveNamedListRoute = defineRoute({
  method: 'PUT',
  path: '/named-lists/{id}',
  summary: 'Replace a named list; 409 with the one in force when `version` is an earlier one',
  input: { parameters, body: updateNamedListSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, body: { list, version, ...terms } }) => saveNamedList(caller, id, list, version, terms),
});

export const deleteNamedListRoute = defineRoute({
  method: 'DELETE',
  path: '/named-lists/{id}',
  summary: 'Delete a named list that no rule refers to; 409 when `version` is an earlier one',
  input: { parameters, query: deletionSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, query: { version, acknowledge } }) =>
    deleteNamedList(caller, id, version, { ...PLAIN_SAVE, acknowledge }),
});
