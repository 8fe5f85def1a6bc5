import type { z } from 'zod';
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

interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls `/api/v1` with the session's cookie and parses the answer with its contract.
 * @throws ApiProblem for every answer that is not 2xx, also when something between us and the console made it
 * @throws TypeError when the console cannot be reached
 */
export async function callApi<Response>(path: string, contract: z.ZodType<Response>, request: Request = {}): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, {
    method: request.method ?? 'GET',
    headers: { accept: 'application/json', ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return contract.parse(body);
  const problem = problemSchema.safeParse(body);
  throw new ApiProblem(problem.success ? problem.data : unexplained(response), body);
}

function unexplained(response: Response): Problem {
  return { type: 'about:blank', title: response.statusText, status: response.status, detail: response.statusText, code: 'unavailable' };
}
