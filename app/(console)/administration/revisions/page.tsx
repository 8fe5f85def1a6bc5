import type { Metadata } from 'next';
import { RevisionsPage } from '@/components/revisions/revisions-page';
import { revisionNumber, revisionsQuery } from '@/components/revisions/revisions-query';
import { Prefetched } from '@/components/shell/prefetched';
import { listRevisions } from '@/lib/console/list-revisions';
import { requireCaller } from '@/lib/console/require-caller';
import { revisions } from '@/lib/i18n/messages/revisions';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: revisions[await requestLocale()].title };
}

export default async function RevisionsRoute({ searchParams }: Props) {
  const caller = await requireCaller();
  const before = revisionNumber((await searchParams).before);
  return (
    <Prefetched queries={[{ key: revisionsQuery(before).queryKey, read: () => listRevisions(caller, before ?? undefined) }]}>
      <RevisionsPage />
    </Prefetched>
  );
}
