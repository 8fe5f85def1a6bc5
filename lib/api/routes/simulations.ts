import { simulateMail } from '@/lib/console/simulate-mail';
import { simulationRequestSchema, simulationViewSchema } from '../contracts/simulations';
import { defineRoute } from '../route';

export const simulateRoute = defineRoute({
  method: 'POST',
  path: '/simulations',
  summary: 'What the policy, with an unsaved rule in its place, would do with a mail, stage by stage; nothing is sent',
  input: { body: simulationRequestSchema },
  answer: simulationViewSchema,
  run: (caller, { body }) => simulateMail(caller, body),
});
