import type { z } from 'zod';
import type { InvalidValue, RefusalReason } from '@/lib/console/refusal';
import { errorText, isErrorCode } from '@/lib/i18n/error-text';
import type { Locale } from '@/lib/i18n/locales';
import { api, type ProblemCode, trialRefusal } from '@/lib/i18n/messages/api';
import type { ErrorCode } from '@/lib/i18n/messages/errors';
import type { Problem } from './contracts/problem';

const STATUS: { readonly [Code in ProblemCode]: number } = {
  malformed: 400,
  unauthorized: 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'cross-origin': 403,
  'link-invalid': 403,
  'not-found': 404,
  conflict: 409,
  'on-trial': 409,
  'too-large': 413,
  invalid: 422,
  'breaks-tests': 422,
  'rate-limited': 429,
  internal: 500,
  'policy-unusable': 500,
  unavailable: 503,
};

interface Extras {
  /** Members beside those of RFC 9457. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the general sentence. */
  readonly detail?: string;
}

/** An answer of media type application/problem+json (RFC 9457), in the reader's language. */
export function problemResponse(code: ProblemCode, locale: Locale, { members = {}, headers = {}, detail }: Extras = {}): Response {
  const text = api[locale][code];
  const status = STATUS[code];
  const problem: Problem = { type: 'about:blank', title: text.title, status, detail: detail ?? text.detail, code };
  return Response.json(
    { ...problem, ...members },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers } },
  );
}

/** The values of a request that are not accepted, each at its place. */
export function invalidResponse(values: readonly InvalidValue[], locale: Locale): Response {
  const invalidParams = values.map(({ path, code }) => ({ path, code, message: errorText(code, locale) }));
  return problemResponse('invalid', locale, { members: { invalidParams } });
}

export function refusalResponse(reason: RefusalReason, locale: Locale): Response {
  switch (reason.kind) {
    case 'invalid':
      return invalidResponse(reason.values, locale);
    case 'conflict':
      return problemResponse('conflict', locale, { members: { current: reason.current } });
    case 'on-trial': {
      const { author, revision, secondsLeft } = reason.trial;
      const words = trialRefusal[locale];
      return problemResponse('on-trial', locale, { detail: secondsLeft > 0 ? words.open(author, revision) : words.overdue(revision) });
    }
    case 'rate-limited':
      return problemResponse('rate-limited', locale, { headers: { 'retry-after': String(reason.seconds) } });
    default:
      return problemResponse(reason.kind, locale);
  }
}

/**
 * Issues of a route's input as invalid values. The first part of their path says where in the request (path, query, body) and is dropped.
 * Our schemas say a code as message; zod's own messages become a general one.
 */
export function invalidValues(issues: readonly z.core.$ZodIssue[]): InvalidValue[] {
  return issues.map((issue) => ({
    path: issue.path.slice(1).map((part) => (typeof part === 'symbol' ? String(part) : part)),
    code: codeOf(issue),
  }));
}

function codeOf(issue: z.core.$ZodIssue): ErrorCode {
  if (isErrorCode(issue.message)) return issue.message;
  return issue.code === 'invalid_type' && issue.input === undefined ? 'value.missing' : 'value.invalid';
}
