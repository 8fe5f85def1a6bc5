import type { Metadata } from 'next';
import { MessagePage } from '@/components/messages/message-page';
import { messageQuery } from '@/components/messages/message-query';
import { Prefetched } from '@/components/shell/prefetched';
import { requireCaller } from '@/lib/console/require-caller';
import { showMessage } from '@/lib/console/show-message';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) };
}

export default async function MessageRoute({ params }: Props) {
  const caller = await requireCaller();
  const id = decodeURIComponent((await params).id);
  return (
    <Prefetched queries={[{ key: messageQuery(id).queryKey, read: () => showMessage(caller, id) }]}>
      <MessagePage id={id} />
    </Prefetched>
  );
}
