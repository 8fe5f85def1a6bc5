import type { Metadata } from 'next';
import { newForceTlsDraft } from '@/components/policy/force-tls-draft';
import { ForceTlsForm } from '@/components/policy/force-tls-form';
import { requireCaller } from '@/lib/console/require-caller';
import { rules } from '@/lib/i18n/messages/rules';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: rules[await requestLocale()].forceTls.title };
}

/** `?domain=` and `?direction=` fill the form in. */
export default async function ForceTlsPage({ searchParams }: Props) {
  await requireCaller();
  return <ForceTlsForm start={newForceTlsDraft(await searchParams)} />;
}
