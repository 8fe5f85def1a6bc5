import { z } from 'zod';
import { problemSchema } from './contracts/problem';
import type { ApiRoute } from './route';

type JsonObject = Record<string, unknown>;

/** The API in OpenAPI 3.1, whose schemas are JSON Schema 2020-12 as zod writes it. */
export function describeApi(routes: readonly ApiRoute[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'Siegel', version: '1', description: 'All that the console does. Errors are problem details (RFC 9457).' },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'siegel.session_token' },
      },
      responses: {
        Problem: {
          description: 'The request was refused, and nothing was changed',
          content: { 'application/problem+json': { schema: jsonSchema(problemSchema, 'output') } },
        },
      },
    },
  };
}

function operation({ summary, open, input, answer, status, mediaType }: ApiRoute): JsonObject {
  return {
    summary,
    ...(open ? { security: [] } : {}),
    parameters: [...parametersIn('path', input.parameters), ...parametersIn('query', input.query)],
    ...(input.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(input.body, 'input') } } } }),
    responses: {
      [status]: {
        description: DESCRIPTIONS[mediaType],
        content: { [mediaType]: { schema: jsonSchema(answer, 'output') } },
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const DESCRIPTIONS: { readonly [Type in ApiRoute['mediaType']]: string } = {
  'application/json': 'Done',
  'application/x-ndjson': 'Lines of JSON; a line with a `problem` ends an answer that failed on the way',
  'text/csv': 'Lines of CSV (RFC 4180) after a line with the names of the columns; an answer that failed on the way breaks off',
  'text/event-stream': 'Server-sent events, the data of each of which is JSON',
};

function parametersIn(place: 'path' | 'query', parameters: z.ZodObject | undefined): JsonObject[] {
  return Object.entries(parameters?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(schema, undefined).success,
    schema: jsonSchema(schema, 'input'),
  }));
}

/** What a transformation makes of a value has no JSON Schema; there stands "anything". */
function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
