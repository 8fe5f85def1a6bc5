import type { Metadata } from 'next';
import { RuleEditor } from '@/components/policy/rule-editor';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].editor.newTitle };
}

export default function NewRulePage() {
  return <RuleEditor view={null} />;
}
