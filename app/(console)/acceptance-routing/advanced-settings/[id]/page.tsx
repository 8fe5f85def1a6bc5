import type { Metadata } from 'next';
import { EditRule } from '@/components/policy/edit-rule';
import { requireCaller } from '@/lib/console/require-caller';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].editor.editTitle };
}

/** Not prefetched: the editor must start from the rule as it is now, not from what a cache holds. */
export default async function RulePage({ params }: Props) {
  await requireCaller();
  const { id } = await params;
  return <EditRule key={id} id={id} />;
}
