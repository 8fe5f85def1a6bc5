import type { Metadata } from 'next';
import { MessageListPage } from '@/components/messages/message-list';
import { messageFilter, messagesQuery } from '@/components/messages/messages-query';
import { Prefetched } from '@/components/shell/prefetched';
import { firstPage } from '@/components/ui/first-page';
import { listMessages } from '@/lib/console/list-messages';
import { requireCaller } from '@/lib/console/require-caller';
import { messages } from '@/lib/i18n/messages/messages';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].title };
}

export default async function MessagesRoute({ searchParams }: Props) {
  const caller = await requireCaller();
  const filter = messageFilter(await searchParams);
  return (
    <Prefetched
      queries={[
        {
          key: messagesQuery(filter).queryKey,
          read: () => firstPage(listMessages(caller, filter)),
        },
      ]}
    >
      <MessageListPage />
    </Prefetched>
  );
}
