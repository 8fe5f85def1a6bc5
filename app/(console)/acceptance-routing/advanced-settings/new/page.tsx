import type { Metadata } from 'next';
import { RuleEditor } from '@/components/policy/rule-editor';
import { requireCaller } from '@/lib/console/require-caller';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].editor.newTitle };
}

export default async function NewRulePage() {
  await requireCaller();
  return <RuleEditor view={null} />;
}
