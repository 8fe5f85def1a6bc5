import { z } from 'zod';
import { showCatalogue } from '@/lib/console/show-catalogue';
import { catalogueSchema } from '../contracts/catalogue';
import { describeApi } from '../openapi';
import { type ApiRoute, defineRoute } from '../route';

/** The route that describes the others and itself. */
export function openApiRouteFor(others: readonly ApiRoute[]): ApiRoute {
  const self: ApiRoute = defineRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description (OpenAPI 3.1)',
    input: {},
    answer: z.record(z.string(), z.unknown()),
    run: async () => describeApi([...others, self]),
  });
  return self;
}

export const catalogueRoute = defineRoute({
  method: 'GET',
  path: '/catalogue',
  summary: 'The conditions and actions that rules can be made of',
  input: {},
  answer: catalogueSchema,
  run: async (caller) => showCatalogue(caller),
});
