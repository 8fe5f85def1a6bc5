import type { Metadata } from 'next';
import { RuleListPage } from '@/components/policy/rule-list';
import { FIRST_ROWS, FIRST_ROWS_KEY, ROWS_KEY } from '@/components/policy/rules-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listRuleRows } from '@/lib/console/list-rule-rows';
import { requireCaller } from '@/lib/console/require-caller';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].list.title };
}

/** Sends along no more than the beginning of a long list: a window shows some ten rules, and the browser asks for the rest. */
export default async function AdvancedSettingsPage() {
  const caller = await requireCaller();
  // A read that fails is left to the browser, which shows the error.
  const first = await listRuleRows(caller, { first: FIRST_ROWS }).catch(() => null);
  const key = first !== null && first.total > first.rows.length ? FIRST_ROWS_KEY : ROWS_KEY;
  return (
    <Prefetched queries={first === null ? [] : [{ key, read: async () => first }]}>
      <RuleListPage />
    </Prefetched>
  );
}
