import { z } from 'zod';
import { isSameOrigin } from '@/lib/auth/same-origin';
import { type Caller, callerOf } from '@/lib/console/caller';
import { type ConsoleContext, consoleContext } from '@/lib/console/context';
import type { Locale } from '@/lib/i18n/locales';
import { answerFailures } from './answer-failures';
import { invalidResponse, invalidValues, problemResponse } from './problem-response';
import { readBody } from './read-body';
import { localeOf } from './reader-locale';
import { streamResponse } from './stream-response';
import { textStream } from './text-stream';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The contract of what comes in, by where it stands: in the path, after the question mark, in the body. */
export interface InputShape extends z.core.$ZodLooseShape {
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

/** One method of one path: what comes in and what it does. The handler and OpenAPI both derive from it. */
interface RouteDeclaration<Asker, Shape extends InputShape, Result> {
  readonly method: Method;
  /** Below /api/v1, parameters in braces: `/rules/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly input: Shape;
  /** 201 for what has been created. */
  readonly status?: 200 | 201;
  readonly run: (asker: Asker, input: z.output<z.ZodObject<Shape>>, exchange: Exchange) => Promise<Result>;
}

/** The contract of what goes out: of the whole answer, or of each piece of it. */
interface WithAnswer<Answer> {
  readonly answer: z.ZodType<Answer>;
}

/** Headers that came with the request, and those that go along with the answer, as a cookie; `signal` says when the client has gone. */
interface Exchange {
  readonly headers: Headers;
  readonly answerHeaders: Headers;
  readonly signal: AbortSignal;
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
  /** `application/x-ndjson`: one line of JSON after the other, each of which `answer` describes. */
  readonly mediaType: 'application/json' | 'application/x-ndjson' | TextType;
  readonly status: 200 | 201;
  /** What a route file exports under the method's name. */
  readonly handle: (request: Request, context: { readonly params: Promise<Record<string, string>> }) => Promise<Response>;
}

/** Declares a route for administrators and API tokens. */
export function defineRoute<Shape extends InputShape, Answer>(
  declaration: RouteDeclaration<Caller, Shape, Answer> & WithAnswer<Answer>,
): ApiRoute {
  return route(declaration, { open: false, mediaType: 'application/json' }, identifyCaller, asJson(declaration.answer));
}

/** Declares a route for administrators and API tokens whose answer comes piece by piece; the work ends when the client goes away. */
export function defineStreamRoute<Shape extends InputShape, Piece>(
  declaration: RouteDeclaration<Caller, Shape, AsyncGenerator<Piece, void>> & WithAnswer<Piece>,
): ApiRoute {
  return route(declaration, { open: false, mediaType: 'application/x-ndjson' }, identifyCaller, (pieces, init, told) =>
    streamResponse(pieces, declaration.answer, init, told),
  );
}

/** Of an answer that is text: a table, or server-sent events. */
type TextType = 'text/csv' | 'text/event-stream';

/** Declares a route for administrators and API tokens whose answer is text that comes piece by piece. */
export function defineTextRoute<Shape extends InputShape>(
  declaration: RouteDeclaration<Caller, Shape, AsyncGenerator<string, void>> & { readonly mediaType: TextType },
): ApiRoute {
  const { mediaType } = declaration;
  return route({ ...declaration, answer: z.string() }, { open: false, mediaType }, identifyCaller, (pieces, init, told) => {
    init.headers.set('content-type', `${mediaType}; charset=utf-8`);
    return textStream(pieces, init, told);
  });
}

/** Declares a route for everyone. */
export function defineOpenRoute<Shape extends InputShape, Answer>(
  declaration: RouteDeclaration<Visitor, Shape, Answer> & WithAnswer<Answer>,
): ApiRoute {
  const identify = async (_request: Request, locale: Locale) => ({ ...consoleContext(), locale });
  return route(declaration, { open: true, mediaType: 'application/json' }, identify, asJson(declaration.answer));
}

async function identifyCaller(request: Request, locale: Locale): Promise<Caller | Response> {
  const caller = await callerOf(request.headers, locale);
  return caller ?? problemResponse('unauthorized', locale, { headers: { 'www-authenticate': 'Bearer' } });
}

type Respond<Result> = (
  result: Result,
  init: { readonly status: number; readonly headers: Headers },
  told: { readonly signal: AbortSignal; readonly method: string; readonly path: string; readonly locale: Locale },
) => Response;

function asJson<Answer>(answer: z.ZodType<Answer>): Respond<Answer> {
  return (answered, init) => Response.json(answer.parse(answered), init);
}

function route<Asker extends object, Shape extends InputShape, Result>(
  declaration: RouteDeclaration<Asker, Shape, Result> & Pick<ApiRoute, 'answer'>,
  kind: Pick<ApiRoute, 'open' | 'mediaType'>,
  identify: (request: Request, locale: Locale) => Promise<Asker | Response>,
  respond: Respond<Result>,
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
      const exchange = { headers: request.headers, answerHeaders, signal: request.signal };
      const result = await declaration.run(asker, parsed.data, exchange);
      return respond(result, { status, headers: answerHeaders }, { signal: request.signal, method, path, locale });
    });
  };
  return { method, path, summary, input, answer, status, handle, ...kind };
}

function refuseInput(issues: readonly z.core.$ZodIssue[], locale: Locale): Response {
  // An id that cannot be one is the id of nothing.
  if (issues.some(({ path }) => path[0] === 'parameters')) return problemResponse('not-found', locale);
  return invalidResponse(invalidValues(issues), locale);
}
