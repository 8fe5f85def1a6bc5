import type { Metadata } from 'next';
import { MessagePage } from '@/components/messages/message-page';

export const dynamic = 'force-dynamic';

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).id) };
}

export default async function MessageRoute({ params }: Props) {
  return <MessagePage id={decodeURIComponent((await params).id)} />;
}
