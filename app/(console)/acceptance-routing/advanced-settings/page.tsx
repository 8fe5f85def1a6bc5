import type { Metadata } from 'next';
import { RuleListPage } from '@/components/policy/rule-list';
import { RULES_KEY } from '@/components/policy/rules-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listRules } from '@/lib/console/list-rules';
import { requireCaller } from '@/lib/console/require-caller';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].list.title };
}

export default async function AdvancedSettingsPage() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: RULES_KEY, read: () => listRules(caller) }]}>
      <RuleListPage />
    </Prefetched>
  );
}
