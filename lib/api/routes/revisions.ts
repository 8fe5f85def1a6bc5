import { z } from 'zod';
import { compareRevisions } from '@/lib/console/compare-revisions';
import { listRevisions } from '@/lib/console/list-revisions';
import { restoreToRevision } from '@/lib/console/restore-to-revision';
import { showRevision } from '@/lib/console/show-revision';
import { settleTrial, showTrial } from '@/lib/console/trial';
import {
  differenceSchema,
  restoreSchema,
  revisionInForceSchema,
  revisionListSchema,
  revisionViewSchema,
  settleTrialSchema,
  trialViewSchema,
} from '../contracts/revisions';
import { defineRoute } from '../route';

const numberSchema = z.coerce.number('number.invalid').int('number.invalid').max(2_147_483_647);
const parameters = z.object({ number: numberSchema });

export const listRevisionsRoute = defineRoute({
  method: 'GET',
  path: '/revisions',
  summary: 'Revisions of the policy, newest first',
  input: { query: z.object({ before: numberSchema.optional() }) },
  answer: revisionListSchema,
  run: (caller, { query }) => listRevisions(caller, query.before),
});

export const showRevisionRoute = defineRoute({
  method: 'GET',
  path: '/revisions/{number}',
  summary: 'One revision: who made it, when and why',
  input: { parameters },
  answer: revisionViewSchema,
  run: (caller, { parameters: { number } }) => showRevision(caller, number),
});

export const differenceRoute = defineRoute({
  method: 'GET',
  path: '/revisions/{number}/difference/{other}',
  summary: 'What changed from the first revision to the second, in words',
  input: { parameters: parameters.extend({ other: numberSchema }) },
  answer: differenceSchema,
  run: (caller, { parameters: { number, other } }) => compareRevisions(caller, number, other),
});

export const restoreRoute = defineRoute({
  method: 'POST',
  path: '/revisions/{number}/restore',
  summary: 'Bring a revision back as a new one; 409 when `current` is no longer in force',
  input: { parameters, body: restoreSchema },
  answer: revisionInForceSchema,
  run: (caller, { parameters: { number }, body: { current, ...terms } }) => restoreToRevision(caller, number, current, terms),
});

export const showTrialRoute = defineRoute({
  method: 'GET',
  path: '/trial',
  summary: 'What is on trial: taken back at its deadline unless somebody confirms it',
  input: {},
  answer: trialViewSchema,
  run: (caller) => showTrial(caller),
});

export const confirmTrialRoute = defineRoute({
  method: 'POST',
  path: '/trial/confirm',
  summary: 'Keep what is on trial; 409 when `last` is not the newest revision',
  input: { body: settleTrialSchema },
  answer: revisionInForceSchema,
  run: (caller, { body }) => settleTrial(caller, 'confirmed', body.last),
});

export const takeBackTrialRoute = defineRoute({
  method: 'POST',
  path: '/trial/take-back',
  summary: 'Take back what is on trial at once; 409 when `last` is not the newest revision',
  input: { body: settleTrialSchema },
  answer: revisionInForceSchema,
  run: (caller, { body }) => settleTrial(caller, 'taken-back', body.last),
});
