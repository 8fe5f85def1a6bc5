import { z } from 'zod';
import { listCertificates } from '@/lib/console/list-certificates';
import { listWorkers } from '@/lib/console/list-workers';
import { showOverview } from '@/lib/console/show-overview';
import { OVERVIEW_SPANS, overviewSchema } from '../contracts/overview';
import { certificateListSchema, workerListSchema } from '../contracts/status';
import { defineRoute } from '../route';

export const overviewRoute = defineRoute({
  method: 'GET',
  path: '/overview',
  summary: 'What became of mail, hour by hour, in the last 24 hours, 7 or 30 days, and what waits',
  input: { query: z.object({ span: z.enum(OVERVIEW_SPANS).default('24h') }) },
  answer: overviewSchema,
  run: (caller, { query }) => showOverview(caller, query.span),
});

export const listWorkersRoute = defineRoute({
  method: 'GET',
  path: '/workers',
  summary: 'The SMTP workers, the revision that each enforces, and those that went lately',
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
