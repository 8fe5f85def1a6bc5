import { consoleContext } from '@/lib/console/context';
import { brokenTestsView } from '@/lib/console/policy-tests';
import { Refusal } from '@/lib/console/refusal';
import type { Locale } from '@/lib/i18n/locales';
import { BreaksTests } from '@/lib/revisions/broken-tests';
import { StoredPolicyError } from '@/lib/revisions/policy-of-items';
import { problemResponse, refusalResponse } from './problem-response';

/** Answers with a problem whatever `handle` throws: a refusal, a database that is away, or an error of ours, of which a client reads nothing. */
export async function answerFailures(
  request: { readonly method: string; readonly path: string; readonly locale: Locale },
  handle: () => Promise<Response>,
): Promise<Response> {
  const { method, path, locale } = request;
  try {
    return await handle();
  } catch (error) {
    if (error instanceof Refusal) return refusalResponse(error.reason, locale);
    if (error instanceof BreaksTests)
      return problemResponse('breaks-tests', locale, { members: { tests: brokenTestsView(error.broken, locale) } });
    if (error instanceof StoredPolicyError) return problemResponse('policy-unusable', locale, { detail: error.message });
    if (!(await databaseAnswers())) return problemResponse('unavailable', locale, { headers: { 'retry-after': '5' } });
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    consoleContext().log.event('request-failed', { method, path, reason });
    return problemResponse('internal', locale);
  }
}

/** Asking is surer than telling from the error of one of three libraries whether the database was its cause. */
async function databaseAnswers(): Promise<boolean> {
  try {
    await consoleContext().db.$queryRaw`select 1`;
    return true;
  } catch {
    return false;
  }
}
