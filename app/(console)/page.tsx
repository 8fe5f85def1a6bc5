import { Dashboard } from '@/components/overview/dashboard';

export const dynamic = 'force-dynamic';

export default function DashboardPage() {
  return <Dashboard />;
}
