import { RuleListPage } from '@/components/policy/rule-list';

export const dynamic = 'force-dynamic';

export default function AdvancedSettingsPage() {
  return <RuleListPage />;
}
