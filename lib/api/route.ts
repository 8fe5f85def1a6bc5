import { z } from 'zod';
import { isSameOrigin } from '@/lib/auth/same-origin';
import { type Caller, callerOf } from '@/lib/console/caller';
import { type ConsoleContext, consoleContext } from '@/lib/console/context';
import type { Locale } from '@/lib/i18n/locales';
import { answerFailures } from './answer-failures';
import { invalidResponse, invalidValues, problemResponse } from './problem-response';
import { readBody } from './read-body';
import { localeOf } from './reader-locale';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The contract of what comes in, by where it stands: in the path, after the question mark, in the body. */
export interface InputShape extends z.core.$ZodLooseShape {
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

/** One method of one path: its contracts and what it does. The handler and OpenAPI both derive from it. */
interface RouteDeclaration<Asker, Shape extends InputShape, Answer> {
  readonly method: Method;
  /** Below /api/v1, parameters in braces: `/rules/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly input: Shape;
  readonly answer: z.ZodType<Answer>;
  /** 201 for what has been created. */
  readonly status?: 200 | 201;
  readonly run: (asker: Asker, input: z.output<z.ZodObject<Shape>>, exchange: Exchange) => Promise<Answer>;
}

/** Headers that came with the request, and those that go along with the answer, as a cookie. */
interface Exchange {
  readonly headers: Headers;
  readonly answerHeaders: Headers;
}

/** A stranger, where a route is open to one. */
export interface Visitor extends ConsoleContext {
  readonly locale: Locale;
}

export interface ApiRoute {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  /** Whether it answers whoever is not signed in. */
  readonly open: boolean;
  readonly input: InputShape;
  readonly answer: z.ZodType;
  readonly status: 200 | 201;
  /** What a route file exports under the method's name. */
  readonly handle: (request: Request, context: { readonly params: Promise<Record<string, string>> }) => Promise<Response>;
}

/** Declares a route for administrators and API tokens. */
export function defineRoute<Shape extends InputShape, Answer>(declaration: RouteDeclaration<Caller, Shape, Answer>): ApiRoute {
  return route(declaration, false, async (request, locale) => {
    const caller = await callerOf(request.headers, locale);
    return caller ?? problemResponse('unauthorized', locale, { headers: { 'www-authenticate': 'Bearer' } });
  });
}

/** Declares a route for everyone. */
export function defineOpenRoute<Shape extends InputShape, Answer>(declaration: RouteDeclaration<Visitor, Shape, Answer>): ApiRoute {
  return route(declaration, true, async (_request, locale) => ({ ...consoleContext(), locale }));
}

function route<Asker extends object, Shape extends InputShape, Answer>(
  declaration: RouteDeclaration<Asker, Shape, Answer>,
  open: boolean,
  identify: (request: Request, locale: Locale) => Promise<Asker | Response>,
): ApiRoute {
  const { method, path, summary, input, answer, status = 200 } = declaration;
  const inputSchema = z.object(input);
  const handle: ApiRoute['handle'] = async (request, { params }) => {
    const locale = localeOf(request.headers);
    return answerFailures({ method, path, locale }, async () => {
      const asker = await identify(request, locale);
      if (asker instanceof Response) return asker;
      // A program sends its bearer token on purpose; a cookie goes along with whatever a page makes the browser send.
      if (method !== 'GET' && !request.headers.has('authorization') && !isSameOrigin(request.headers)) {
        return problemResponse('cross-origin', locale);
      }
      const body = input.body === undefined ? null : await readBody(request);
      if (body !== null && body.kind !== 'json') return problemResponse(body.kind, locale);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const parsed = inputSchema.safeParse({ parameters: await params, query, body: body?.value }, { reportInput: true });
      if (!parsed.success) return refuseInput(parsed.error.issues, locale);
      const answerHeaders = new Headers({ 'cache-control': 'no-store' });
      const answered = await declaration.run(asker, parsed.data, { headers: request.headers, answerHeaders });
      return Response.json(answer.parse(answered), { status, headers: answerHeaders });
    });
  };
  return { method, path, summary, open, input, answer, status, handle };
}

function refuseInput(issues: readonly z.core.$ZodIssue[], locale: Locale): Response {
  // An id that cannot be one is the id of nothing.
  if (issues.some(({ path }) => path[0] === 'parameters')) return problemResponse('not-found', locale);
  return invalidResponse(invalidValues(issues), locale);
}
