import { z } from 'zod';
import { policyTestSchema } from '@/lib/acceptance/policy-test';
import { addPolicyTest, listPolicyTests, removePolicyTest, savePolicyTest } from '@/lib/console/policy-tests';
import { policyTestListSchema, savedTestSchema, updatePolicyTestSchema } from '../contracts/policy-tests';
import { defineRoute } from '../route';

const parameters = z.object({ id: z.uuid() });

export const listPolicyTestsRoute = defineRoute({
  method: 'GET',
  path: '/policy-tests',
  summary: 'Example mails with what must become of them, and what the policy in force makes of them',
  input: {},
  answer: policyTestListSchema,
  run: (caller) => listPolicyTests(caller),
});

export const createPolicyTestRoute = defineRoute({
  method: 'POST',
  path: '/policy-tests',
  summary: 'Add a policy test; it is judged at each save from then on, and may fail from the start',
  input: { body: policyTestSchema },
  answer: savedTestSchema,
  status: 201,
  run: (caller, { body }) => addPolicyTest(caller, body),
});

export const savePolicyTestRoute = defineRoute({
  method: 'PUT',
  path: '/policy-tests/{id}',
  summary: 'Replace a policy test; 409 when `version` is an earlier one',
  input: { parameters, body: updatePolicyTestSchema },
  answer: savedTestSchema,
  run: (caller, { parameters: { id }, body: { test, version } }) => savePolicyTest(caller, id, test, version),
});

export const deletePolicyTestRoute = defineRoute({
  method: 'DELETE',
  path: '/policy-tests/{id}',
  summary: 'Delete a policy test; 409 when `version` is an earlier one',
  input: { parameters, query: z.object({ version: z.coerce.number('value.invalid').pipe(z.int('value.invalid')) }) },
  answer: savedTestSchema,
  run: (caller, { parameters: { id }, query }) => removePolicyTest(caller, id, query.version),
});
