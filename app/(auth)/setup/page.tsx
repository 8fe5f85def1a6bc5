import type { Metadata } from 'next';
import { SetupForm } from '@/components/auth/setup-form';
import { SetupLinkInvalid } from '@/components/auth/setup-link-invalid';
import { canSetUp } from '@/lib/console/create-first-administrator';
import { auth } from '@/lib/i18n/messages/auth';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: auth[await requestLocale()].setup.title };
}

interface Props {
  readonly searchParams: Promise<{ readonly token?: string }>;
}

export default async function SetupPage({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token !== 'string' || !(await canSetUp(token))) return <SetupLinkInvalid />;
  return <SetupForm token={token} />;
}
