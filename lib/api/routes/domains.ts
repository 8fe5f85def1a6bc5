import { z } from 'zod';
import { listLocalDomains, showLocalDomain } from '@/lib/console/list-local-domains';
import { createLocalDomain, deleteLocalDomain, saveLocalDomain } from '@/lib/console/save-local-domain';
import { PLAIN_SAVE } from '@/lib/revisions/save-terms';
import { createLocalDomainSchema, localDomainListSchema, localDomainViewSchema, updateLocalDomainSchema } from '../contracts/domains';
import { deletionSchema, savedSchema } from '../contracts/rules';
import { defineRoute } from '../route';

const parameters = z.object({ id: z.uuid() });

export const listDomainsRoute = defineRoute({
  method: 'GET',
  path: '/domains',
  summary: 'The local domains in force, and where their mail is delivered',
  input: {},
  answer: localDomainListSchema,
  run: (caller) => listLocalDomains(caller),
});

export const createDomainRoute = defineRoute({
  method: 'POST',
  path: '/domains',
  summary: 'Add a local domain',
  input: { body: createLocalDomainSchema },
  answer: savedSchema,
  status: 201,
  run: (caller, { body: { note, confirmWithin, acknowledge, ...domain } }) =>
    createLocalDomain(caller, domain, { note, confirmWithin, acknowledge }),
});

export const showDomainRoute = defineRoute({
  method: 'GET',
  path: '/domains/{id}',
  summary: 'One local domain in force',
  input: { parameters },
  answer: localDomainViewSchema,
  run: (caller, { parameters: { id } }) => showLocalDomain(caller, id),
});

export const saveDomainRoute = defineRoute({
  method: 'PUT',
  path: '/domains/{id}',
  summary: 'Replace a local domain; 409 with the one in force when `version` is an earlier one',
  input: { parameters, body: updateLocalDomainSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, body: { domain, version, ...terms } }) => saveLocalDomain(caller, id, domain, version, terms),
});

export const deleteDomainRoute = defineRoute({
  method: 'DELETE',
  path: '/domains/{id}',
  summary: 'Delete a local domain; 409 when `version` is an earlier one',
  input: { parameters, query: deletionSchema },
  answer: savedSchema,
  run: (caller, { parameters: { id }, query: { version, acknowledge } }) =>
    deleteLocalDomain(caller, id, version, { ...PLAIN_SAVE, acknowledge }),
});
