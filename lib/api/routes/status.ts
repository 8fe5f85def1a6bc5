import { listCertificates } from '@/lib/console/list-certificates';
import { listWorkers } from '@/lib/console/list-workers';
import { showOverview } from '@/lib/console/show-overview';
import { certificateListSchema, overviewSchema, workerListSchema } from '../contracts/status';
import { defineRoute } from '../route';

export const overviewRoute = defineRoute({
  method: 'GET',
  path: '/overview',
  summary: 'The last 24 hours, hour by hour, and what waits',
  input: {},
  answer: overviewSchema,
  run: (caller) => showOverview(caller),
});

export const listWorkersRoute = defineRoute({
  method: 'GET',
  path: '/workers',
  summary: 'The living SMTP workers and the revision that each enforces',
  input: {},
  answer: workerListSchema,
  run: (caller) => listWorkers(caller),
});

export const listCertificatesRoute = defineRoute({
  method: 'GET',
  path: '/certificates',
  summary: 'The certificates of the listeners',
  input: {},
  answer: certificateListSchema,
  run: (caller) => listCertificates(caller),
});
