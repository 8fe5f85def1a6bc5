import type { z } from 'zod';
import { ApiProblem } from '@/lib/api/client';

/** What is wrong with a form: the place in the request's body, dots between its parts, to the code of the error. */
export type FormErrors = ReadonlyMap<string, string>;

export const NO_ERRORS: FormErrors = new Map();

/** Issues of a schema whose messages are error codes. The first error of a field counts. */
export function errorsOfIssues(issues: readonly z.core.$ZodIssue[]): FormErrors {
  return firstOfEach(issues.map((issue) => [issue.path.map(String).join('.'), issue.message]));
}

/** The invalid parameters of a refused request; `within` is the key of the body that holds the form. Null if the refusal names no field. */
export function errorsOfProblem(error: unknown, within = ''): FormErrors | null {
  if (!(error instanceof ApiProblem) || error.invalidParams.length === 0) return null;
  const prefix = within === '' ? '' : `${within}.`;
  return firstOfEach(
    error.invalidParams.map(({ path, code }) => {
      const at = path.join('.');
      return [at.startsWith(prefix) ? at.slice(prefix.length) : at, code];
    }),
  );
}

/** The code at a field or, for a list, at one of its entries. */
export function errorAt(errors: FormErrors, path: string): string | undefined {
  const exact = errors.get(path);
  if (exact !== undefined) return exact;
  for (const [at, code] of errors) if (at.startsWith(`${path}.`)) return code;
  return undefined;
}

function firstOfEach(pairs: readonly (readonly [string, string])[]): FormErrors {
  const errors = new Map<string, string>();
  for (const [path, code] of pairs) if (!errors.has(path)) errors.set(path, code);
  return errors;
}
