import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeApi } from '@/lib/api/openapi';
import { ROUTES } from '@/lib/api/routes';

const ROOT = path.resolve(import.meta.dirname, '../../../app/api/v1');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** `/rules/{id}` -> what its file exports. */
async function exportsByPath(): Promise<Map<string, Record<string, unknown>>> {
  const files = fs.readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'route.ts');
  const entries = files.map(async (file): Promise<[string, Record<string, unknown>]> => {
    const route = `/${path.dirname(file)}`.replace(/\[(\w+)\]/g, '{$1}');
    return [route, await import(path.join(ROOT, file))];
  });
  return new Map(await Promise.all(entries));
}

describe('the files below app/api/v1', async () => {
  const files = await exportsByPath();
  const methods = [...files].flatMap(([route, exported]) => Object.keys(exported).map((method) => ({ route, method, exported })));

  test('are there', () => expect(methods.length).toBeGreaterThan(25));

  test.each(methods)('$method $route is declared, and it is that declaration that answers', ({ route, method, exported }) => {
    expect(METHODS).toContain(method);
    const declared = ROUTES.find((each) => each.path === route && each.method === method);
    expect(exported[method]).toBe(declared?.handle);
  });

  test.each(ROUTES.map(({ method, path: route }) => ({ method, route })))('declared $method $route has its file', ({ method, route }) => {
    expect(Object.keys(files.get(route) ?? {})).toContain(method);
  });
});

describe('openapi.json', () => {
  const document = z
    .object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))) })
    .parse(JSON.parse(JSON.stringify(describeApi(ROUTES))));

  test.each(ROUTES.map(({ method, path: route }) => ({ method, route })))('describes $method $route', ({ method, route }) => {
    expect(document.paths[route]).toHaveProperty(method.toLowerCase());
  });

  test('says what a rule consists of', () => {
    const schema = z.object({ requestBody: z.looseObject({ content: z.looseObject({}) }) }).parse(document.paths['/rules']?.post)
      .requestBody.content;
    const rule = JSON.stringify(schema);
    for (const part of ['"conditions"', '"actions"', '"enforce"', '"before"']) expect(rule).toContain(part);
  });

  test('names path parameters and optional queries', () => {
    const parameters = z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() }));
    expect(parameters.parse(document.paths['/rules/{id}']?.delete?.parameters)).toMatchObject([
      { name: 'id', in: 'path', required: true },
      { name: 'version', in: 'query', required: true },
      { name: 'acknowledge', in: 'query', required: false },
    ]);
    expect(parameters.parse(document.paths['/messages']?.get?.parameters)).toMatchObject([
      { name: 'query', required: false },
      { name: 'outcome', required: false },
      { name: 'tls', required: false },
      { name: 'rule', required: false },
      { name: 'from', required: false },
      { name: 'until', required: false },
      { name: 'last', required: false },
      { name: 'cursor', required: false },
    ]);
  });
});
