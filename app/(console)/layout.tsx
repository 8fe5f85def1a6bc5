import type { ReactNode } from 'react';
import { ConsoleShell } from '@/components/shell/console-shell';

export default function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  return <ConsoleShell user={{ name: 'Ada Admin', email: 'admin@example.org' }}>{children}</ConsoleShell>;
}
