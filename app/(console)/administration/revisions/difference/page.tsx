import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DifferencePage } from '@/components/revisions/difference-page';
import { revisionNumber } from '@/components/revisions/revisions-query';
import { Prefetched } from '@/components/shell/prefetched';
import { differenceQuery } from '@/components/ui/difference-query';
import { REVISIONS_PATH } from '@/components/ui/revision-paths';
import { compareRevisions } from '@/lib/console/compare-revisions';
import { requireCaller } from '@/lib/console/require-caller';
import { revisions } from '@/lib/i18n/messages/revisions';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: revisions[await requestLocale()].compare.title };
}

export default async function DifferenceRoute({ searchParams }: Props) {
  const caller = await requireCaller();
  const parameters = await searchParams;
  const [from, to] = [revisionNumber(parameters.from), revisionNumber(parameters.to)];
  if (from === null || to === null) redirect(REVISIONS_PATH);
  return (
    <Prefetched queries={[{ key: differenceQuery(from, to, caller.locale).queryKey, read: () => compareRevisions(caller, from, to) }]}>
      <DifferencePage from={from} to={to} />
    </Prefetched>
  );
}
