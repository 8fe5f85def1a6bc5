import type { Metadata } from 'next';
import { MessageListPage } from '@/components/messages/message-list';
import { messages } from '@/lib/i18n/messages/messages';
import { requestLocale } from '@/lib/i18n/request-locale';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].title };
}

export default function MessagesRoute() {
  return <MessageListPage />;
}
