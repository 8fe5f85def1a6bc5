import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';
import { requireCaller } from '@/lib/console/require-caller';

export const dynamic = 'force-dynamic';

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { actor } = await requireCaller();
  const email = actor.kind === 'administrator' ? actor.email : '';
  return <ConsoleShell user={{ name: actor.name, email }}>{children}</ConsoleShell>;
}
