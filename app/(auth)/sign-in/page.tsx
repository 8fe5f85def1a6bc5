import type { Metadata } from 'next';
import { SignInForm } from '@/components/auth/sign-in-form';
import { messagesFor } from '@/lib/i18n/messages';
import { requestLocale } from '@/lib/i18n/request-locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor(await requestLocale()).auth.signIn.title };
}

interface Props {
  readonly searchParams: Promise<{ readonly next?: string; readonly created?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next, created } = await searchParams;
  return <SignInForm next={inApp(next)} created={created !== undefined} />;
}

/** Only a path of this console: a link must not lead whoever signs in to another site. */
function inApp(path: string | undefined): string {
  return path?.startsWith('/') === true && !/^\/[/\\]/.test(path) ? path : '/';
}
