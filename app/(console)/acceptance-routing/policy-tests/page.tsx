import type { Metadata } from 'next';
import { PolicyTestsPage } from '@/components/policy/tests/policy-tests-page';
import { policyTestsQuery } from '@/components/policy/tests/policy-tests-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listPolicyTests } from '@/lib/console/policy-tests';
import { requireCaller } from '@/lib/console/require-caller';
import { policyTests } from '@/lib/i18n/messages/policy-tests';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: policyTests[await requestLocale()].title };
}

export default async function PolicyTestsRoute() {
  const caller = await requireCaller();
  return (
    <Prefetched queries={[{ key: policyTestsQuery.queryKey, read: () => listPolicyTests(caller) }]}>
      <PolicyTestsPage />
    </Prefetched>
  );
}
