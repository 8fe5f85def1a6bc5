import type { Metadata } from 'next';
import { SimulatorPage } from '@/components/policy/simulator/simulator-page';
import { requireCaller } from '@/lib/console/require-caller';
import { simulator } from '@/lib/i18n/messages/simulator';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: simulator[await requestLocale()].title };
}

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: Props) {
  await requireCaller();
  const { message } = await searchParams;
  return <SimulatorPage messageId={typeof message === 'string' ? message : null} />;
}
