import { EditRule } from '@/components/policy/edit-rule';

export const dynamic = 'force-dynamic';

export default async function RulePage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <EditRule id={id} />;
}
