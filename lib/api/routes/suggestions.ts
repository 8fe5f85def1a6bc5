import { suggestPartners } from '@/lib/console/suggest-partners';
import { suggestionListSchema, suggestionQuerySchema } from '../contracts/suggestions';
import { defineRoute } from '../route';

export const listSuggestionsRoute = defineRoute({
  method: 'GET',
  path: '/suggestions',
  summary: 'Domains with which at least `least` messages in the last `days` days all went over TLS, and for which nothing forces it yet',
  input: { query: suggestionQuerySchema },
  answer: suggestionListSchema,
  run: (caller, { query }) => suggestPartners(caller, query),
});
