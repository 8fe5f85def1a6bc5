import { z } from 'zod';
import { type BrokenTests, brokenTestsSchema } from './contracts/broken-tests';
import { type Problem, problemSchema } from './contracts/problem';

/** The API refused a request. `body` is its whole answer: a conflict carries the state in force in `current`. */
export class ApiProblem extends Error {
  constructor(
    readonly problem: Problem,
    readonly body: unknown,
  ) {
    super(problem.detail);
  }
  get status(): number {
    return this.problem.status;
  }
  get invalidParams(): NonNullable<Problem['invalidParams']> {
    return this.problem.invalidParams ?? [];
  }
}

/** Asks the reader whether to save although these policy tests would break. */
type AskAboutTests = (broken: BrokenTests) => Promise<boolean>;

/** Whoever can ask. Without anybody nothing is saved that breaks a test. */
let askAboutTests: AskAboutTests | null = null;

/** Lets `ask` decide on every save that would break policy tests, until the returned function is called. */
export function onBrokenTests(ask: AskAboutTests): () => void {
  askAboutTests = ask;
  return () => {
    if (askAboutTests === ask) askAboutTests = null;
  };
}

interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls `/api/v1` with the session's cookie and parses the answer with its contract.
 * A save that would break policy tests is asked about, and sent again if the reader wants it (`onBrokenTests`).
 * @throws ApiProblem for every answer that is not 2xx, also when something between us and the console made it
 * @throws TypeError when the console cannot be reached
 */
export async function callApi<Answer>(path: string, contract: z.ZodType<Answer>, request: Request = {}): Promise<Answer> {
  const response = await send(path, 'application/json', request);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return contract.parse(body);
  const broken = brokenTestsSchema.safeParse(body);
  if (broken.success && (await askAboutTests?.(broken.data)) === true) {
    const acknowledged = acknowledging(path, request, broken.data);
    return callApi(acknowledged.path, contract, acknowledged.request);
  }
  throw problemOf(response, body);
}

const acknowledgingSchema = z.looseObject({ acknowledge: z.array(z.string()).default([]) });

/** The same request, which may break these tests. */
function acknowledging(path: string, request: Request, { tests }: BrokenTests): { readonly path: string; readonly request: Request } {
  const ids = tests.map(({ id }) => id);
  if (request.method === 'DELETE') {
    const url = new URL(path, 'http://below');
    const before = url.searchParams.get('acknowledge');
    url.searchParams.set('acknowledge', [...(before === null ? [] : [before]), ...ids].join(','));
    return { path: `${url.pathname}${url.search}`, request };
  }
  const { acknowledge, ...body } = acknowledgingSchema.parse(request.body ?? {});
  return { path, request: { ...request, body: { ...body, acknowledge: [...acknowledge, ...ids] } } };
}

function send(path: string, accept: string, request: Request): Promise<Response> {
  return fetch(`/api/v1${path}`, {
    method: request.method ?? 'GET',
    headers: { accept, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
}

function problemOf(response: Response, body: unknown): ApiProblem {
  const problem = problemSchema.safeParse(body);
  return new ApiProblem(problem.success ? problem.data : unexplained(response), body);
}

function unexplained(response: Response): Problem {
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: response.statusText, code: 'unavailable' };
}

const failedLineSchema = z.object({ problem: problemSchema });

/**
 * As callApi, for an answer that comes line by line. Whoever stops reading, or aborts, ends the work behind it.
 * @throws ApiProblem also when the work fails on the way
 */
export async function* streamApi<Piece>(path: string, contract: z.ZodType<Piece>, request: Request): AsyncGenerator<Piece, void> {
  const response = await send(path, 'application/x-ndjson', request);
  if (!response.ok || response.body === null) throw problemOf(response, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const piece: unknown = JSON.parse(line);
        const failed = failedLineSchema.safeParse(piece);
        if (failed.success) throw new ApiProblem(failed.data.problem, piece);
        yield contract.parse(piece);
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
